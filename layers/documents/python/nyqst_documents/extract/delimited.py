"""CSV and TSV to a draft: a header and rows become one line a row."""

import csv
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from nyqst_documents.extract.characters import clean, one_line
from nyqst_documents.extract.draft import Block, Draft, paragraph
from nyqst_documents.extract.draft import table as draft_table
from nyqst_documents.extract.encoding import decode
from nyqst_documents.extract.figures import is_figure, is_period
from nyqst_documents.extract.limits import MAX_COLUMNS
from nyqst_documents.extract.reasons import Reason, unreadable
from nyqst_documents.extract.tables import Row, table_lines

_DELIMITERS = (",", ";", "\t", "|")
"""The first wins a tie."""
_SAMPLE_LINES = 60
_FEWEST_ROWS = 3


def read_comma_separated(content: bytes) -> Draft:
    text = clean(decode(content))
    return _draft(text, _delimiter(text))


def read_tab_separated(content: bytes) -> Draft:
    return _draft(clean(decode(content)), "\t")


def _draft(text: str, delimiter: str) -> Draft:
    table = [row for row in _parsed(text, delimiter) if any(map(str.strip, row))]
    if max(map(len, table), default=0) > MAX_COLUMNS:
        raise unreadable(Reason.TOO_LARGE, f"Tables are read up to {MAX_COLUMNS:,} columns")
    before, records = _split_preamble(table)
    header = _has_header(records)
    names = _named(records[0], max(map(len, records))) if header else []
    lines = table_lines([names, *records[1:]] if header else records, int(header))
    return Draft((*before, draft_table(lines)), is_data=True)


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    """Read with quotes as quotes or, where one that never closes swallows rows, without."""
    lines = [f"{line}\n" for line in text.split("\n")]
    try:
        table = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        table = []
    width = len(next(filter(None, table), ()))
    if table and not any(_swallows(cell, delimiter, width) for row in table for cell in row):
        return table
    return [line.rstrip("\n").replace('"', "").split(delimiter) for line in lines]


def _swallows(cell: str, delimiter: str, width: int) -> bool:
    """Whether a field holds lines that would be rows of the table."""
    rows = sum(line.count(delimiter) == width - 1 for line in cell.split("\n")[1:-1])
    return width > 1 and rows >= _FEWEST_ROWS


def _delimiter(text: str) -> str:
    """The one that cuts most of the first rows into the same number of fields, more than one."""
    lines = list(islice(filter(None, text.split("\n")), _SAMPLE_LINES))
    return max(_DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
    except csv.Error:
        return (0.0, 0)
    width, times = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
    return (times / sum(widths.values()), width) if width > 1 else (0.0, 0)


def _split_preamble(table: list[list[str]]) -> tuple[list[Block], list[list[str]]]:
    """Lines above the header, such as a title, have one field where the table has several."""
    width = Counter(map(len, table)).most_common(1)[0][0] if table else 0
    first = 0
    while (
        width > 1 and first < len(table) - 1 and sum(map(bool, map(str.strip, table[first]))) == 1
    ):
        first += 1
    before = [paragraph(" ".join(filter(None, map(one_line, row)))) for row in table[:first]]
    return before, table[first:]


def _has_header(records: Sequence[Row]) -> bool:
    """Names, not figures, and no name twice; a table of one row has none."""
    if len(records) < 2:
        return False
    names = [one_line(cell) for cell in records[0] if cell.strip()]
    figures = sum(is_figure(name) and not is_period(name) for name in names)
    return bool(names) and not figures and len(names) == len(set(names))


def _named(header: Row, width: int) -> list[str]:
    names = [one_line(name) for name in header]
    names += [""] * (width - len(names))
    return [name or f"Column {column}" for column, name in enumerate(names, 1)]
