"""Tables as lines that can be read, and quoted, one at a time."""

from collections.abc import Sequence

from nyqst_documents.extract.characters import one_line
from nyqst_documents.extract.figures import is_figure, is_period, is_unit
from nyqst_documents.extract.limits import MAX_CHARACTERS
from nyqst_documents.extract.reasons import Reason, unreadable

Row = Sequence[str]

_LONGEST_NAME = 60
"""A longer cell is content, not the name of a column."""
_LONGEST_REPEATED = 120
"""Characters of a cell that spans others: what is longer is written down once."""


def table_lines(rows: Sequence[Row], header_rows: int) -> list[str]:
    """`Region: North; Revenue (USD m): 12.4` for each row under a header.

    Without a header two columns read `Company: Acme` and more of them `Acme | Helsinki | 1998`.
    Rows may be ragged. An empty cell is left out, a cell under no name stands alone, and a unit
    in the corner goes with the name of each row: `Revenue (€000); 2025: 38,612`.
    """
    names = _column_names([_cleaned(row) for row in rows[:header_rows]])
    lines: list[str] = []
    length = 0
    for row in map(_cleaned, rows[header_rows:]):
        if any(row):
            lines.append(_line(names, row))
            length += len(lines[-1])
        if length > MAX_CHARACTERS:
            raise unreadable(Reason.TOO_LARGE_UNPACKED, "A table in it is too long to be read")
    return lines or [" | ".join(filter(None, names))]


def _cleaned(row: Row) -> list[str]:
    return [one_line(cell) for cell in row]


def looks_like_header(rows: Sequence[Row]) -> bool:
    """Whether the first row names the columns: short, distinct words or years."""
    if len(rows) < 2 or not rows[0]:
        return False
    first = [one_line(cell) for cell in rows[0]]
    names = first[1:]
    return (
        all(names)
        and not any(is_figure(name) and not is_period(name) for name in names)
        and (is_unit(first[0]) or not is_figure(first[0]))
        and max(map(len, first)) <= _LONGEST_NAME
        and len(set(first)) == len(first)
    )


def repeated(cell: str, times: int) -> list[str]:
    """A cell in each of the places that it spans."""
    return [cell] * times if len(cell) <= _LONGEST_REPEATED else [cell, *[""] * (times - 1)]


def _column_names(header: Sequence[Row]) -> list[str]:
    """Of several header rows a column takes what they say above it, each thing once."""
    width = max(map(len, header), default=0)
    columns = ([row[column] for row in header if column < len(row)] for column in range(width))
    return [" ".join(dict.fromkeys(filter(None, parts))) for parts in columns]


def _line(names: Row, row: Row) -> str:
    if not names:
        return _nameless(row)
    if len(row) > 1 and len(set(row)) == 1:
        return row[0]
    if row[0] and len(names) > 2 and is_unit(names[0]) and not is_figure(row[0]):
        return "; ".join([f"{row[0]} ({names[0]})", *_named(names, row, 1)])
    return "; ".join(_named(names, row, 0))


def _named(names: Row, row: Row, first: int) -> list[str]:
    pairs = (
        (names[column] if column < len(names) else f"Column {column + 1}", row[column])
        for column in range(first, len(row))
    )
    return [f"{name.rstrip(':')}: {cell}" if name else cell for name, cell in pairs if cell]


def _nameless(row: Row) -> str:
    filled = [cell for cell in row if cell]
    if len(filled) == 2 and len(filled[0]) <= _LONGEST_NAME and filled[0][-1] not in ".?!":
        return f"{filled[0].rstrip(':')}: {filled[1]}"
    return " | ".join(filled)
