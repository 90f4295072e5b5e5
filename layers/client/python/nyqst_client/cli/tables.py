"""Lists: a table on a terminal, fields between tabs elsewhere, or JSON."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from rich.text import Text

from nyqst_client.cli.session import console
from nyqst_client.progress.printable import printable

_GAP = 2
_NARROWEST = 12


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    value: Callable[[Any], object]
    wide: bool = False
    """Takes what room there is, and is cut where there is none."""


def print_records(records: Iterable[Any], columns: Sequence[Column], *, as_json: bool) -> None:
    if as_json:
        for record in records:
            print_json(asdict(record))
        return
    out = console()
    rows = ([cell(column.value(record)) for column in columns] for record in records)
    if out.is_interactive:
        for line in laid_out(list(rows), columns, out.width):
            out.print(line, soft_wrap=True)
    else:
        for row in rows:
            sys.stdout.write("\t".join(row) + "\n")


def print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, default=_plain) + "\n")


def cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone().strftime("%Y-%m-%d %H:%M")
    return "" if value is None else printable(str(value))


def laid_out(rows: list[list[str]], columns: Sequence[Column], width: int) -> Iterator[Text]:
    """The rows under their titles. What is wide gets what the others, never cut, leave over."""
    texts = [
        [Text(column.title, "bold") for column in columns],
        *([Text(value) for value in row] for row in rows),
    ]
    widths = [max(row[place].cell_len for row in texts) for place in range(len(columns))]
    wide = [place for place, column in enumerate(columns) if column.wide]
    left = width - sum(widths) + sum(widths[place] for place in wide) - _GAP * (len(columns) - 1)
    for nth, place in enumerate(wide):
        widths[place] = min(widths[place], max(_NARROWEST, left // (len(wide) - nth)))
        left -= widths[place]
    for row in texts:
        yield _line(row, widths)


def _line(row: list[Text], widths: list[int]) -> Text:
    line = Text()
    for text, width in zip(row, widths, strict=True):
        text.truncate(width, overflow="ellipsis", pad=True)
        line.append(text).append(" " * _GAP)
    line.rstrip()
    return line


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
