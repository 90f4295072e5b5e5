"""The cells of a docx table in their columns."""

from typing import TYPE_CHECKING

from nyqst_documents.extract.limits import MAX_COLUMNS
from nyqst_documents.extract.tables import looks_like_header
from nyqst_documents.extract.word.names import child, is_on, local, value
from nyqst_documents.extract.word.styles import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

_MOST_SPAN = 60


def grid(table: "_Element") -> "list[list[_Element]]":
    """Rows of cells; one that spans several columns or rows is repeated in each."""
    lines: list[list[_Element]] = []
    for row in _below(table, "tr"):
        if child(row, "trPr", "del") is not None:
            continue
        line: list[_Element] = []
        for cell in _below(row, "tc"):
            merged = child(cell, "tcPr", "vMerge")
            goes_on = merged is not None and value(merged) != "restart"
            above = lines[-1] if lines else []
            shown = above[len(line)] if goes_on and len(line) < len(above) else cell
            span = number(value(child(cell, "tcPr", "gridSpan"))) or 1
            line += [shown] * min(span, _MOST_SPAN)
        if line:
            lines.append(line[:MAX_COLUMNS])
    return lines


def header_rows(
    table: "_Element", cells: "Sequence[Sequence[_Element]]", texts: "Sequence[Sequence[str]]"
) -> int:
    marked = sum(is_on(child(row, "trPr", "tblHeader")) for row in _below(table, "tr"))
    if marked and marked < len(cells):
        return marked
    if len(cells) > 1 and all(map(_is_bold, cells[0])) and not all(map(_is_bold, cells[1])):
        return 1
    return int(len(texts[0]) > 2 and looks_like_header(texts))


def _below(element: "_Element", name: str) -> "Iterator[_Element]":
    """Children of that name, also those that an insertion or a content control wraps."""
    for part in element:
        if local(part) == name:
            yield part
        elif local(part) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _below(part, name)


def _is_bold(cell: "_Element") -> bool:
    runs = [run for run in cell.iter() if local(run) == "r"]
    return bool(runs) and all(is_on(child(run, "rPr", "b")) for run in runs)
