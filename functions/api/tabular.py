"""Answers as CSV, for those who ask for it by `format=csv` or by `Accept: text/csv`."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal

from fastapi import Depends, Header, Query, Response
from pydantic import BaseModel

CSV = "text/csv"
IN_CSV: dict[int | str, dict[str, Any]] = {200: {"content": {CSV: {}}}}
NEXT_CURSOR = "X-Next-Cursor"

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of something to work out."""


def _wants_csv(
    format_: Annotated[Literal["json", "csv"] | None, Query(alias="format")] = None,
    accept: Annotated[str, Header()] = "",
) -> bool:
    """What is said in the address goes before the header."""
    if format_ is not None:
        return format_ == "csv"
    return accept.partition(",")[0].partition(";")[0].strip().lower() == CSV


WantsCsv = Annotated[bool, Depends(_wants_csv)]


def csv_answer(
    columns: Sequence[str], rows: Iterable[BaseModel], next_cursor: str | None = None
) -> Response:
    """A column that a row does not have is empty; where there is more, a header says so."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(columns)
    for row in rows:
        values = row.model_dump(mode="json")
        values |= values.get("facts") or {}
        lines.writerow([cell(values.get(column)) for column in columns])
    headers = {NEXT_CURSOR: next_cursor} if next_cursor else None
    return Response(written.getvalue(), media_type=CSV, headers=headers)


def cell(value: str | int | None) -> str | int | None:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
