"""Finds columns of text that stand side by side, and tells them from the columns of a table."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from nyqst_documents.extract.pdf.model import Fragment

Row = Sequence[Fragment]

_STEP = 2.0
"""Points: how finely the width of a page is looked at."""
_NARROWEST_GUTTER = 8.0
_MOST_CROSSING = 0.4
"""Of the rows on either side: titles and wide tables may lie across a gutter."""
_FEWEST_ROWS = 6
_SHORTEST_LINE = 22
"""Characters on average: shorter stretches are cells of a table, or labels."""
_DEEPEST = 4


def split_columns(rows: Sequence[Row], depth: int = 0) -> Iterator[list[Row]]:
    """Rows from top to bottom as columns in reading order; the order within each is kept."""
    gutter = _gutter(rows) if depth < _DEEPEST else None
    if gutter is None:
        yield list(rows)
        return
    for crosses, group in groupby(rows, key=lambda row: _crosses(row, gutter)):
        band = list(group)
        if crosses:
            yield band
            continue
        left = [[cell for cell in row if cell.x1 <= gutter] for row in band]
        right = [[cell for cell in row if cell.x1 > gutter] for row in band]
        for side in (left, right):
            yield from split_columns([row for row in side if row], depth + 1)


def _crosses(row: Row, gutter: float) -> bool:
    return any(cell.x0 < gutter < cell.x1 for cell in row)


def _gutter(rows: Sequence[Row]) -> float | None:
    """Where few rows have ink and prose stands on either side; the widest such place."""
    if len(rows) < _FEWEST_ROWS:
        return None
    left = min(cell.x0 for row in rows for cell in row)
    right = max(cell.x1 for row in rows for cell in row)
    inked = _inked(rows, left, right)
    found = [
        middle
        for middle, width in _gaps(inked)
        if width * _STEP >= _NARROWEST_GUTTER and _parts_prose(rows, left + middle * _STEP)
    ]
    return left + found[0] * _STEP if found else None


def _inked(rows: Sequence[Row], left: float, right: float) -> list[int]:
    """In how many rows each step of the width has ink, by the sums of where ink begins and ends."""
    changes = [0] * (int((right - left) / _STEP) + 2)
    for row in rows:
        for cell in row:
            changes[int((cell.x0 - left) / _STEP)] += 1
            changes[int((cell.x1 - left) / _STEP) + 1] -= 1
    inked, count = [], 0
    for change in changes:
        count += change
        inked.append(count)
    return inked


def _gaps(inked: Sequence[int]) -> list[tuple[float, int]]:
    """Middle and width of each gap, the emptiest and then the widest first."""
    left = list(accumulate(inked, max))
    right = list(accumulate(reversed(inked), max))[::-1]
    few = [
        count <= _MOST_CROSSING * min(before, after)
        for count, before, after in zip(inked, left, right, strict=True)
    ]
    found = []
    for is_gap, group in groupby(range(len(inked)), key=few.__getitem__):
        if is_gap:
            places = list(group)
            least = min(inked[at] for at in places)
            narrow = [at for at in places if inked[at] == least]
            found.append((least, -len(narrow), sum(narrow) / len(narrow) + 0.5))
    return [(middle, -width) for _, width, middle in sorted(found)]


def _parts_prose(rows: Sequence[Row], gutter: float) -> bool:
    free = [row for row in rows if not _crosses(row, gutter)]
    left = [cell for row in free for cell in row if cell.x1 <= gutter]
    right = [cell for row in free for cell in row if cell.x0 >= gutter]
    return _is_prose(left) and _is_prose(right)


def _is_prose(cells: Sequence[Fragment]) -> bool:
    return len(cells) >= _FEWEST_ROWS and sum(
        len(cell.text) for cell in cells
    ) >= _SHORTEST_LINE * len(cells)
