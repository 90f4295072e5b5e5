"""Stretches of lines to blocks: what a typesetter broke into lines is put together again."""

import re
from collections.abc import Iterable, Iterator, Sequence

from nyqst_documents.extract.draft import Block, Kind, code, heading, paragraph, rows, table
from nyqst_documents.extract.figures import states_figures
from nyqst_documents.extract.listing import item
from nyqst_documents.extract.pdf.continuation import ITEM, Stretch, hangs_from
from nyqst_documents.extract.pdf.model import Line
from nyqst_documents.extract.pdf.stretches import stretches_of
from nyqst_documents.extract.pdf.typography import Typography
from nyqst_documents.extract.wrapping import Vocabulary

_NUMBERED = re.compile(r"(?:\d{1,2}|[A-Z])((?:\.\d{1,2})*)\.?\s+[^\W\d_]")
_LONGEST_HEADING = 160
_LONGEST_BOLD_HEADING = 100
_MOST_HEADING_LINES = 3
_CHAPTER = re.compile(
    r"(?:chapter|part|appendix|section|annex)\s+(?:\d{1,3}|[IVXLC]+|[A-Z])[.:]?", re.IGNORECASE
)


def blocks_of(lines: Sequence[Line], typography: Typography, words: Vocabulary) -> Iterator[Block]:
    for stretch in stretches_of(lines, typography, words):
        yield _block(stretch, typography, words)


def chapters_joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """ "Chapter 1" above "Introduction" is one heading."""
    number: Block | None = None
    for block in blocks:
        is_heading = block.kind is Kind.HEADING
        if number is not None and is_heading:
            level = min(number.level, block.level)
            block = heading(f"{number.text.rstrip('.:')}: {block.text}", level)
        elif number is not None:
            yield number
        number = None
        if is_heading and _CHAPTER.fullmatch(block.text):
            number = block
        else:
            yield block
    if number is not None:
        yield number


def _block(stretch: Stretch, typography: Typography, words: Vocabulary) -> Block:
    lines = stretch.lines
    if stretch.table:
        return table(stretch.table)
    if all(line.fixed for line in lines):
        return code("\n".join(_indented(lines)))
    text = words.join([line.text for line in lines])
    if len(lines) > 1 and hangs_from(lines[0], lines[1]):
        label = lines[0].cells[0].text
        if stretch.is_item:
            return _item(text)
        return rows(f"{label.rstrip(':')}: {text[len(label) :]}")
    level = _heading_level(stretch, text, typography)
    if level is not None:
        return heading(text, level)
    return _item(text) if stretch.is_item else paragraph(text)


def _item(text: str) -> Block:
    mark = ITEM.match(text)
    if mark is None:
        return paragraph(text)
    sign = mark[0].strip()
    return item(sign if sign[-1] in ".)" else "-", text[mark.end() :])


def _indented(lines: Sequence[Line]) -> Iterator[str]:
    """Lines of code with spaces for the distance from the leftmost."""
    left = min(line.x0 for line in lines)
    for line in lines:
        first = line.cells[0]
        width = (first.x1 - first.x0) / max(len(first.text), 1)
        yield " " * round((first.x0 - left) / width if width else 0) + "  ".join(
            cell.text for cell in line.cells
        )


def _heading_level(stretch: Stretch, text: str, typography: Typography) -> int | None:
    line = stretch.lines[0]
    if (
        len(stretch.lines) > _MOST_HEADING_LINES
        or len(text) > _LONGEST_HEADING
        or text[-1] in ".,;"
        or not any(map(str.isalpha, text))
        or states_figures(text)
    ):
        return None
    numbered = _NUMBERED.match(text)
    if typography.is_larger(line):
        return typography.level(line) if not stretch.is_item or numbered else None
    is_bold = all(line.bold for line in stretch.lines) and not typography.bold_body
    if not is_bold or len(text) > _LONGEST_BOLD_HEADING or text[-1] == ":":
        return None
    return typography.level(line) if not stretch.is_item or numbered else None
