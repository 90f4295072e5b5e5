"""Tables: lines whose stretches stand in the same columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nyqst_documents.extract.figures import is_figure
from nyqst_documents.extract.pdf.model import Fragment, Line
from nyqst_documents.extract.tables import looks_like_header, table_lines
from nyqst_documents.extract.wrapping import Vocabulary

_MOST_LINES = 120
"""No page has more; a drawing made of letters may."""
_ALIGNED = 4.0
"""Points."""
_FAR = 3.5
"""Of the font size: a table ends where the next line is further down."""
_TIGHT = 1.3
"""Of the font size: lines within a cell are this close, rows with room around them are not."""
_ROOMY = 1.35
_WITHIN = 0.9
"""Of the font size: closer than lines can be set, so cells of one row that are centred in it."""

Columns = Sequence[tuple[float, float]]
Filled = dict[int, str]
"""What one line puts into which columns."""


@dataclass(frozen=True, slots=True)
class Table:
    lines: int
    """How many of the lines it was found at it takes up."""
    rows: list[str]


def table_at(lines: Sequence[Line], start: int, words: Vocabulary) -> Table | None:
    """The table that begins with a line, if one does: at least two lines in two columns."""
    region = lines[start : _end(lines, start)]
    if sum(len(line.cells) > 1 for line in region) < 2:
        return None
    columns = _columns(region)
    if len(columns) < 2 or any(_overlap(line, columns) for line in region):
        return None
    grid = [_merged(group, columns, words) for group in _row_groups(region, columns)]
    header = int((len(columns) > 2 and looks_like_header(grid)) or _has_bold_header(region))
    return Table(len(region), table_lines(grid, header))


def _end(lines: Sequence[Line], start: int) -> int:
    """A table goes on while its lines have cells, or one that stands close under a cell."""
    if len(lines[start].cells) < 2:
        return start
    starts = [cell.x0 for cell in lines[start].cells]
    last = start + 1
    for at in range(start + 1, min(len(lines), start + _MOST_LINES)):
        line, above = lines[at], lines[at - 1]
        gap = above.y - line.y
        if not 0 < gap <= _FAR * max(above.size, line.size) or line.left != lines[start].left:
            break
        if len(line.cells) > 1:
            starts += [cell.x0 for cell in line.cells]
            last = at + 1
        elif not _is_under_cell(line, starts, gap):
            break
        elif abs(line.x0 - starts[0]) > _ALIGNED:
            last = at + 1
    return last if last == len(lines) else last + _wrapped_ends(lines[last - 1 :], starts)


def _is_under_cell(line: Line, starts: Sequence[float], gap: float) -> bool:
    first = abs(line.x0 - starts[0]) <= _ALIGNED
    if first and gap > _TIGHT * line.size:
        return False
    return any(abs(line.x0 - start) <= _ALIGNED for start in starts)


def _wrapped_ends(lines: Sequence[Line], starts: Sequence[float]) -> int:
    """The last cell of the first column may have a second line; one, for a paragraph may follow."""
    above, line = lines[0], lines[1]
    tight = 0 < above.y - line.y <= _TIGHT * line.size
    ends = len(lines) == 2 or line.y - lines[2].y > _ROOMY * line.size
    aligned = abs(line.x0 - starts[0]) <= _ALIGNED and len(line.cells) == 1
    return int(tight and ends and aligned and line.x1 < above.x1)


def _columns(region: Sequence[Line]) -> list[tuple[float, float]]:
    """The stretches of the width that have ink in any line."""
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted((cell.x0, cell.x1) for line in region for cell in line.cells):
        if columns and x0 <= columns[-1][1] + 1:
            columns[-1] = columns[-1][0], max(columns[-1][1], x1)
        else:
            columns.append((x0, x1))
    return columns


def _overlap(line: Line, columns: Columns) -> bool:
    """Two cells of one line in the same column: it is no table, or a wide cell bridges columns."""
    return len(_filled(line, columns)) < len(line.cells)


def _filled(line: Line, columns: Columns) -> Filled:
    return {_column(cell, columns): cell.text for cell in line.cells}


def _column(cell: Fragment, columns: Columns) -> int:
    return next(at for at, (x0, x1) in enumerate(columns) if x0 <= cell.x0 <= x1)


def _row_groups(region: Sequence[Line], columns: Columns) -> Iterator[list[Line]]:
    """Lines that make up one row of the table."""
    gaps = [(above.y - line.y) / line.size for above, line in pairwise(region)]
    limit = _TIGHT if any(gap > _ROOMY for gap in gaps) else None
    group = [region[0]]
    for gap, line in zip(gaps, region[1:], strict=True):
        before, after = _filled(group[-1], columns), _filled(line, columns)
        if gap < _WITHIN or ((limit is None or gap <= limit) and _goes_on(before, after, limit)):
            group.append(line)
        else:
            yield group
            group = [line]
    yield group


def _goes_on(before: Filled, after: Filled, limit: float | None) -> bool:
    """Whether a line goes on with cells of the one above: with some of them, and not with figures.

    Where rows have no room around them, so that nothing limits the distance within a row, only a
    line that leaves the first column empty does.
    """
    if any(is_figure(before.get(at, "")) and is_figure(text) for at, text in after.items()):
        return False
    if limit is None:
        return 0 not in after and len(after) == 1
    return after.keys() <= before.keys() or before.keys() < after.keys()


def _merged(group: Sequence[Line], columns: Columns, words: Vocabulary) -> list[str]:
    filled = [_filled(line, columns) for line in group]
    return [words.join([line.get(at, "") for line in filled]) for at in range(len(columns))]


def _has_bold_header(region: Sequence[Line]) -> bool:
    return region[0].bold and len(region[0].cells) > 1 and not region[1].bold
