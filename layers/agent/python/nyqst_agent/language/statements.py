"""Cuts a passage into the smallest stretches that say something by themselves."""

import re
from dataclasses import dataclass
from enum import StrEnum

from nyqst_agent.language import shapes
from nyqst_agent.language.sentences import sentences
from nyqst_agent.language.verbs import has_verb

_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_LONGEST_LIST = 480
_LONGEST_ITEM = 160
_LONGEST_TERM = 360
_LONGEST_LABEL = 30
_SHORTEST_LINE_OF_PROSE = 45


class Shape(StrEnum):
    SENTENCE = "sentence"
    ITEM = "item"
    LIST = "list"
    """A lead-in that ends in a colon, with the short items it announces."""
    FIELD = "field"
    ROW = "row"
    TERM = "term"
    """A term on a line of its own, with the sentences that explain it."""
    FRAGMENT = "fragment"
    """A heading, code, a bare term: says nothing by itself."""


@dataclass(frozen=True, slots=True)
class Statement:
    """`start` and `end` count from the beginning of the passage."""

    shape: Shape
    start: int
    end: int
    block: int
    """Number of the block it stands in: neighbours of one paragraph share it."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    block: int
    bullet: bool


def statements(text: str) -> tuple[Statement, ...]:
    """In order, not overlapping; together they may leave text out, such as list markers."""
    found: list[Statement] = []
    lines = _lines(text)
    at = 0
    while at < len(lines):
        taken, made = _announced_list(text, lines, at) or _term(text, lines, at) or (1, None)
        found += made or _of_line(text, lines[at])
        at += taken
    return tuple(found)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    start = 0
    for number, block in enumerate(_BLANK_LINE.split(text)):
        begin = text.index(block, start)
        start = begin + len(block)
        for first, last in _unwrapped(text, begin, start):
            marker = shapes.BULLET.match(text, first, last)
            lines.append(_Line(marker.end() if marker else first, last, number, bool(marker)))
    return lines


def _unwrapped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The block's lines; one that clearly runs on is joined with the next."""
    bounds: list[tuple[int, int]] = []
    position = start
    for line in text[start:end].split("\n"):
        bare = line.strip()
        if bare:
            first = position + line.index(bare[0])
            last = first + len(bare)
            if bounds and _runs_on(text[slice(*bounds[-1])], bare):
                bounds[-1] = (bounds[-1][0], last)
            else:
                bounds.append((first, last))
        position += len(line) + 1
    return bounds


def _runs_on(before: str, after: str) -> bool:
    return (
        after[0].islower()
        and before[-1] not in ".!?:;"
        and len(before.rpartition("\n")[2]) >= _SHORTEST_LINE_OF_PROSE
        and not shapes.is_code(before)
        and not shapes.is_code(after)
        and not shapes.pairs(after)
    )


def _announced_list(text: str, lines: list[_Line], at: int) -> tuple[int, list[Statement]] | None:
    lead = lines[at]
    lead_text = text[lead.start : lead.end]
    if not lead_text.endswith(":") or not has_verb(lead_text):
        return None
    items = 0
    for line in lines[at + 1 :]:
        same_list = line.block in (lead.block, lead.block + 1)
        if not same_list or line.end - line.start > _LONGEST_ITEM or not _is_item(text, line):
            break
        items += 1
    if items < 2 or lines[at + items].end - lead.start > _LONGEST_LIST:
        return None
    lead_cuts = sentences(lead_text)
    *before, (last_start, _) = lead_cuts
    made = [
        Statement(Shape.SENTENCE, lead.start + s, lead.start + e, lead.block) for s, e in before
    ]
    made.append(Statement(Shape.LIST, lead.start + last_start, lines[at + items].end, lead.block))
    return items + 1, made


def _is_item(text: str, line: _Line) -> bool:
    item = text[line.start : line.end]
    return not shapes.is_code(item) and len(sentences(item)) == 1 and not item.endswith(":")


def _term(text: str, lines: list[_Line], at: int) -> tuple[int, list[Statement]] | None:
    if at + 1 >= len(lines) or not shapes.is_term(text[lines[at].start : lines[at].end]):
        return None
    term, told = lines[at], lines[at + 1]
    body = text[told.start : told.end]
    if (
        told.bullet
        or shapes.is_code(body)
        or shapes.is_term(body)
        or not shapes.ends_sentence(body)
    ):
        return None
    cuts = sentences(body)
    near = [stop for _, stop in cuts if told.start + stop - term.start <= _LONGEST_TERM] or [
        cuts[0][1]
    ]
    made = [Statement(Shape.TERM, term.start, told.start + near[-1], told.block)]
    made += [
        Statement(Shape.SENTENCE, told.start + start, told.start + stop, told.block)
        for start, stop in cuts[len(near) :]
    ]
    return 2, made


def _of_line(text: str, line: _Line) -> list[Statement]:
    content = text[line.start : line.end]
    if shape := _whole(content):
        return [Statement(shape, line.start, line.end, line.block)]
    cuts = _with_label(content, sentences(content))
    shape = Shape.ITEM if line.bullet and len(cuts) == 1 else Shape.SENTENCE
    return [Statement(shape, line.start + s, line.start + e, line.block) for s, e in cuts]


def _with_label(content: str, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """ "Status: red." says too little alone; it goes with the sentence after it."""
    if len(cuts) < 2:
        return cuts
    (start, stop), (_, end), *rest = cuts
    is_label = stop - start <= _LONGEST_LABEL and ":" in content[start:stop]
    return [(start, end), *rest] if is_label else cuts


def _whole(content: str) -> Shape | None:
    """The shape of a line that is not prose."""
    if shapes.is_contents_line(content) or content.endswith(":"):
        return Shape.FRAGMENT
    if shapes.pairs(content):
        return Shape.ROW
    if shapes.field(content) and len(sentences(content)) == 1:
        return Shape.FIELD
    if shapes.is_code(content):
        return Shape.FRAGMENT
    return Shape.ROW if shapes.is_table_row(content) else None
