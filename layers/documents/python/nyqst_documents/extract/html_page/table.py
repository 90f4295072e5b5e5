"""HTML tables: cells in their columns, and whether it is a table at all."""

from collections.abc import Iterator

from nyqst_documents.extract.characters import one_line
from nyqst_documents.extract.html_page.inline import inline_text
from nyqst_documents.extract.html_page.tree import Node
from nyqst_documents.extract.limits import MAX_COLUMNS
from nyqst_documents.extract.tables import looks_like_header, repeated, table_lines

_MOST_SPAN = 60
"""Columns or rows that a cell is repeated over; what claims more is a mistake or a trap."""
_LONG_CELL = 600
"""Characters on average: longer cells are columns of a page, not fields of a record."""
_CONTENT = ("table", "h1", "h2", "h3", "h4", "pre", "ul", "ol", "dl", "blockquote")


def is_layout(table: Node) -> bool:
    """A table that only places things: its cells are parts of a page, read one after the other."""
    if table.get("role") in ("presentation", "none"):
        return True
    cells = list(table.find("td", "th"))
    holds_content = any(cell for cell in cells if any(cell.find(*_CONTENT)))
    lengths = sum(len(one_line(cell.text())) for cell in cells)
    if not any(table.find("th")) and (holds_content or lengths > _LONG_CELL * max(len(cells), 1)):
        return True
    return max((len(list(_cells(row))) for row in _rows(table)), default=0) < 2


def table_rows(table: Node) -> list[str]:
    grid = _grid(table)
    header = sum(1 for _ in _leading_headers(table))
    if not header and grid and len(grid[0]) > 2 and looks_like_header(grid):
        header = 1
    return table_lines(grid, header)


def _leading_headers(table: Node) -> Iterator[Node]:
    for row in _rows(table):
        if not all(cell.tag == "th" for cell in _cells(row)):
            return
        yield row


def _rows(table: Node) -> Iterator[Node]:
    for child in table.elements():
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _cells(row: Node) -> Iterator[Node]:
    return (cell for cell in row.elements() if cell.tag in ("td", "th"))


def _grid(table: Node) -> list[list[str]]:
    """Cells that span rows or columns are repeated in each, as a reader's eye does."""
    grid: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}
    for row in _rows(table):
        line: list[str] = []
        for cell in _cells(row):
            _fill(line, hanging)
            text = one_line(inline_text(cell.children))
            below = _span(cell, "rowspan") - 1
            for shown in repeated(text, _span(cell, "colspan")):
                if below:
                    hanging[len(line)] = (below, repeated(shown, 2)[1])
                line.append(shown)
            if len(line) > MAX_COLUMNS:
                break
        _fill(line, hanging)
        grid.append(line)
    return grid


def _fill(line: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    while len(line) in hanging:
        left, text = hanging.pop(len(line))
        if left > 1:
            hanging[len(line)] = (left - 1, text)
        line.append(text)


def _span(cell: Node, name: str) -> int:
    return min(cell.number(name) or 1, _MOST_SPAN)
