"""Fragments to lines, in the order in which a reader takes the columns of a page."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from nyqst_documents.extract.pdf.columns import split_columns
from nyqst_documents.extract.pdf.model import Fragment, Line, Page, Rule
from nyqst_documents.extract.pdf.rows import rows_of

_WORD_GAP = 0.12
_CELL_GAP = 1.2
"""Of the font size: a wider gap is more than a space."""
_OVERPRINT = 0.5
"""Of the font size: the same characters this close to each other are bold type made of two."""


def lines_of(page: Page) -> Iterator[Line]:
    rules = sorted(page.rules)
    rows = [_cells(row, rules) for row in rows_of(page.fragments)]
    for column in split_columns([row for row in rows if row]):
        if column:
            left = min(cell.x0 for row in column for cell in row)
            right = max(cell.x1 for row in column for cell in row)
            yield from (Line(tuple(row), left, right) for row in column)


def _cells(row: Sequence[Fragment], rules: Sequence[Rule]) -> list[Fragment]:
    """Neighbours joined, with a space where there is room for one, but not across a rule."""
    cells: list[Fragment] = []
    for piece in row:
        last = cells[-1] if cells else None
        if last is None or _is_apart(last, piece, rules):
            cells.append(piece)
        elif not _is_overprint(last, piece):
            cells[-1] = _joined(last, piece)
    return [cell for cell in map(_trimmed, cells) if cell.text]


def _is_apart(last: Fragment, piece: Fragment, rules: Sequence[Rule]) -> bool:
    gap = piece.x0 - last.x1
    if gap > _CELL_GAP * max(last.size, piece.size):
        return True
    if gap <= _WORD_GAP * piece.size:
        return False
    first = bisect_left(rules, (last.x1 - 1,))
    between = takewhile(lambda rule: rule[0] <= piece.x0 + 1, islice(rules, first, None))
    return any(foot <= piece.y + piece.size / 2 <= head for _, foot, head in between)


def _is_overprint(last: Fragment, piece: Fragment) -> bool:
    shift = abs((last.x1 - piece.x1) + (last.x0 - piece.x0)) / 2
    return last.text.strip() == piece.text.strip() and shift < _OVERPRINT * last.size


def _joined(last: Fragment, piece: Fragment) -> Fragment:
    gap = piece.x0 - last.x1
    size = max(last.size, piece.size)
    spaced = gap > _WORD_GAP * size and not last.text.endswith(" ") and piece.text[:1] != " "
    main = max(last, piece, key=lambda fragment: len(fragment.text))
    return replace(
        main,
        text=last.text + (" " if spaced else "") + piece.text,
        x0=min(last.x0, piece.x0),
        x1=max(last.x1, piece.x1),
        y=main.y,
        bold=last.bold and piece.bold,
        fixed=last.fixed and piece.fixed,
    )


def _trimmed(cell: Fragment) -> Fragment:
    """Without spaces at its ends, which would make it wider than what is seen."""
    text = cell.text.strip()
    if not text or len(text) == len(cell.text):
        return replace(cell, text=text)
    space = (cell.x1 - cell.x0) / len(cell.text)
    before = len(cell.text) - len(cell.text.lstrip())
    after = len(cell.text) - len(cell.text.rstrip())
    return replace(cell, text=text, x0=cell.x0 + before * space, x1=cell.x1 - after * space)
