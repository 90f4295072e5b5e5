"""Fragments to rows: those on one base line, with what is raised or lowered beside it."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import replace

from nyqst_documents.extract.characters import raised
from nyqst_documents.extract.pdf.model import Fragment

_SAME_LINE = 0.3
"""Of the smaller font size: base lines closer than this are one."""
_SMALLER = 0.85
"""Of the font size beside it: a figure this small that is raised or lowered is an index."""
_RAISED, _LOWERED = 0.7, 0.4
"""Of the font size: how far an index may stand above or below the line."""
_SLIGHTLY_RAISED = 0.08
_BESIDE = 0.6
"""Of the font size: how close it stands to what it belongs to."""

Row = list[Fragment]


def rows_of(fragments: Iterable[Fragment]) -> list[Row]:
    """From the top of the page, each from left to right."""
    rows = [sorted(row, key=_x0) for row in _on_base_lines(fragments)]
    for at, row in enumerate(rows):
        neighbours = [*rows[max(at - 2, 0) : at], *rows[at + 1 : at + 3]]
        row[:] = [piece for piece in row if not any(_attach(piece, to) for to in neighbours)]
    return [[_without_rise(row, at) for at in range(len(row))] for row in rows if row]


def _x0(fragment: Fragment) -> float:
    return fragment.x0


def _on_base_lines(fragments: Iterable[Fragment]) -> Iterator[Row]:
    row: Row = []
    for fragment in sorted(fragments, key=lambda fragment: (-fragment.y, fragment.x0)):
        if row and row[0].y - fragment.y > _SAME_LINE * min(row[0].size, fragment.size):
            yield row
            row = []
        row.append(fragment)
    if row:
        yield row


def _attach(index: Fragment, row: Row) -> bool:
    """Puts an exponent or the like into the row that it belongs to, if it is this one."""
    at = bisect_right(row, index.x0, key=_x0)
    for piece in row[max(at - 1, 0) : at + 1]:
        if _belongs_to(index, piece):
            text = raised(index.text.strip()) if index.y > piece.y else index.text
            insort(row, replace(index, text=text, y=piece.y), key=_x0)
            return True
    return False


def _belongs_to(index: Fragment, piece: Fragment) -> bool:
    size = piece.size
    return (
        index.size < _SMALLER * size
        and -_LOWERED * size < index.y - piece.y < _RAISED * size
        and (
            abs(index.x0 - piece.x1) < _BESIDE * size
            or abs(piece.x0 - index.x1) < _BESIDE * size
            or piece.x0 < index.x0 < piece.x1
        )
    )


def _without_rise(row: Row, at: int) -> Fragment:
    """An exponent may be raised so little that it stands in its row already."""
    piece, last = row[at], row[at - 1]
    is_index = at and piece.size < _SMALLER * last.size
    if is_index and piece.y > last.y + _SLIGHTLY_RAISED * last.size:
        return replace(piece, text=raised(piece.text.strip()))
    return piece
