"""Lines of plain text to blocks."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from nyqst_documents.extract.draft import Block, code, heading, paragraph, rows, table
from nyqst_documents.extract.plain_text import layout
from nyqst_documents.extract.plain_text.headings import (
    heading_level,
    is_opening,
    is_short_title,
    is_underline,
    is_underlined,
)
from nyqst_documents.extract.tables import looks_like_header, table_lines
from nyqst_documents.extract.wrapping import Vocabulary

_LONG_LINE = 160
"""Characters: a longer line is a paragraph that nobody has broken."""
_FOLLOWED_BY_PROSE = 80
"""A short line without a mark of its own is a heading if at least this much stands below it."""


_SHORT_TERM = 0.75
"""Of the width of the text."""
_MARGIN = 4
"""Manual pages indent subheadings by three spaces and their text by seven."""


def blocks_of(lines: Sequence[str]) -> Iterator[Block]:
    words = Vocabulary.of("\n".join(lines), solid_by_default=False)
    width = layout.text_width(lines)
    underlines: list[str] = []
    groups = list(_groups(lines))
    for group, following in pairwise([*groups, []]):
        block = _as_heading(group, following, underlines, is_first=group is groups[0])
        yield from [block] if block else _body(group, words, width)


def _groups(lines: Sequence[str]) -> Iterator[list[str]]:
    """Runs of lines without a blank one, a heading and the underline below it apart from others."""
    group: list[str] = []
    for line, below in pairwise([*lines, ""]):
        starts = is_underlined(line, below) or (group and _opens_section(group[-1], line))
        if group and (not line or starts):
            yield group
            group = []
        if line:
            group.append(line)
        if len(group) == 2 and is_underlined(group[0], line):
            yield group
            group = []
    if group:
        yield group


def _opens_section(line: str, below: str) -> bool:
    """Capitals above an indented line, as in manual pages."""
    return _indent(below) > _indent(line) and line.isupper() and heading_level(line) == 1


def _as_heading(
    group: Sequence[str], following: Sequence[str], underlines: list[str], *, is_first: bool
) -> Block | None:
    line = group[0].strip()
    if len(group) == 2 and is_underlined(*group):
        mark = group[1].strip()[0]
        if mark not in underlines:
            underlines.append(mark)
        return heading(line, underlines.index(mark) + 1)
    if len(group) > 1:
        return None
    level = heading_level(line)
    if level and not (layout.item_start(line) and following and layout.item_start(following[0])):
        return heading(line, level)
    if is_first and following and is_opening(line):
        return heading(line, 1)
    return heading(line, 2) if is_short_title(line) and _is_prose(following) else None


def _is_prose(group: Sequence[str]) -> bool:
    return sum(map(len, group)) >= _FOLLOWED_BY_PROSE and not layout.is_code(group)


def _body(group: Sequence[str], words: Vocabulary, width: int) -> Iterator[Block]:
    lines = [line for line in group if not is_underline(line)]
    if not lines:
        return
    if any(map(layout.item_start, lines)) and not layout.is_code(lines):
        yield from _list(lines, words, width)
    elif layout.is_columns(lines):
        yield _columns(lines)
    elif layout.is_code(lines):
        yield code("\n".join(lines))
    elif _is_term(lines, width):
        yield from _described(lines, words, width)
    elif layout.is_wrapped(lines, width):
        yield paragraph(words.join(lines))
    else:
        yield from _set_lines(lines, words, width)


def _list(lines: Sequence[str], words: Vocabulary, width: int) -> Iterator[Block]:
    """An item goes on until the next one, as long as its lines are indented or were broken."""
    first = next(at for at, line in enumerate(lines) if layout.item_start(line))
    if first:
        yield from _body(lines[:first], words, width)
    items: list[list[str]] = []
    for at, line in enumerate(lines[first:], first):
        if layout.item_start(line):
            items.append([line])
        elif _indent(line) > _indent(items[0][0]) or layout.goes_on(lines[at - 1], line, width):
            items[-1].append(line)
        else:
            yield rows("\n".join(map(words.join, items)))
            yield from _body(lines[at:], words, width)
            return
    yield rows("\n".join(map(words.join, items)))


def _columns(lines: Sequence[str]) -> Block:
    grid = [layout.cells(line) for line in lines]
    width = len(grid[0])
    if width > 2 and all(len(row) == width for row in grid):
        return table(table_lines(grid, int(looks_like_header(grid))))
    return rows("\n".join(lines)) if max(map(len, grid)) == 2 else code("\n".join(lines))


def _is_term(lines: Sequence[str], width: int) -> bool:
    """A short line above others that are all indented more: what they describe."""
    return (
        len(lines) > 1
        and min(map(_indent, lines[1:])) > _indent(lines[0])
        and len(lines[0]) < _SHORT_TERM * width
        and lines[0][-1] not in ".,;!?"
    )


def _described(lines: Sequence[str], words: Vocabulary, width: int) -> Iterator[Block]:
    term, below = lines[0].strip(), lines[1:]
    if is_short_title(term) and _indent(lines[0]) <= _MARGIN and _is_prose(below):
        yield heading(term, 2)
        yield from _body(below, words, width)
    elif layout.is_wrapped(below, width):
        yield paragraph(f"{term.rstrip(':')}: {words.join(below)}")
    else:
        yield rows(term)
        yield from _body(below, words, width)


def _set_lines(lines: Sequence[str], words: Vocabulary, width: int) -> Iterator[Block]:
    """Lines that stay lines, those put together again that an editor broke."""
    joined = [[lines[0]]]
    for line, below in pairwise(lines):
        if layout.goes_on(line, below, width) and _indent(below) >= _indent(line):
            joined[-1].append(below)
        else:
            joined.append([below])
    whole = [words.join(parts) for parts in joined]
    if max(map(len, whole)) > _LONG_LINE:
        yield from map(paragraph, whole)
    else:
        yield rows("\n".join(whole))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
