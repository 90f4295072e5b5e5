"""`nyqst usage`."""

from collections.abc import Callable, Iterable
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import typer

from nyqst_client.cli.decisions import decisions, explain
from nyqst_client.cli.options import AsJson
from nyqst_client.cli.session import session_of


class By(StrEnum):
    DAY = "day"
    FEATURE = "feature"
    MODEL = "model"
    USER = "user"
    PROJECT = "project"


def _day(flag: str, text: str) -> Any:
    return typer.Option(flag, formats=["%Y-%m-%d"], metavar="DAY", help=text)


app = typer.Typer(rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def usage(
    context: typer.Context,
    *,
    by: Annotated[By | None, typer.Option(help="Show what was used, summed up so.")] = None,
    entries: Annotated[
        str | None, typer.Option(metavar="FEATURE", help="Show a feature's ledger.")
    ] = None,
    alerts: Annotated[
        bool, typer.Option("--alerts", help="Show which thresholds were reached.")
    ] = False,
    first: Annotated[datetime | None, _day("--from", "The first day, in UTC.")] = None,
    last: Annotated[datetime | None, _day("--to", "The last day; today if not said.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show what is used and left of the plan, or what it was used for, or when it ran low."""
    from nyqst_client.cli.tables import Column, print_records

    if context.invoked_subcommand is not None:
        return
    if sum(map(bool, (by, entries, alerts))) > 1:
        raise typer.BadParameter("Ask for --by, for --entries or for --alerts")
    with session_of(context).client() as client:
        days = (first.date() if first else None, last.date() if last else None)
        records: Iterable[Any]
        if by:
            records, titles = client.usage.analytics(by, *days).lines, _LINE
        elif entries:
            records, titles = client.usage.entries(entries, *days), _ENTRY
        elif alerts:
            records, titles = client.usage.alerts(), _ALERT
        else:
            records, titles = client.usage.get().features, _FEATURE
        columns = [Column(title, _value_of(name)) for title, name in titles.items()]
        print_records(records, columns, as_json=as_json)


_FEATURE = {
    "feature": "feature",
    "period": "period",
    "used": "used",
    "held": "held",
    "included": "included",
    "left": "remaining",
    "resets": "resets_at",
    "runs out": "included_exhausted_at",
}
_LINE = {
    "": "key",
    "runs": "runs",
    "calls": "calls",
    "tokens": "tokens",
    "in": "input_tokens",
    "out": "output_tokens",
    "USD": "cost_micros",
}
_ENTRY = {"id": "id", "ending": "ending", "quantity": "quantity", "total": "total", "at": "at"}
_ALERT = {
    "at": "at",
    "feature": "feature",
    "period": "period",
    "percent": "threshold_percent",
    "used": "used",
    "of": "limit",
    "runs out": "exhausted_at",
}
"""Titles of columns, and what stands in them."""


_SHOWN: dict[str, Callable[[Any], object]] = {
    "key": lambda key: key or "-",
    "remaining": lambda left: "no limit" if left is None else left,
    "cost_micros": lambda micros: f"{micros // 1_000_000}.{micros % 1_000_000:06}",
}


def _value_of(name: str) -> Callable[[Any], object]:
    shown = _SHOWN.get(name)
    return lambda record: shown(getattr(record, name)) if shown else getattr(record, name)


app.command("decisions")(decisions)
app.command("explain")(explain)
