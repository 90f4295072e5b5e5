"""`nyqst usage`."""

import typer

from nyqst_client.cli.options import AsJson
from nyqst_client.cli.session import session_of


def usage(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Show what is used and left of the plan."""
    from nyqst_client.cli.tables import Column, print_records

    columns = (
        Column("feature", lambda one: one.feature),
        Column("period", lambda one: one.period),
        Column("used", lambda one: one.used),
        Column("held", lambda one: one.held),
        Column("included", lambda one: one.included),
        Column("left", lambda one: "no limit" if one.remaining is None else one.remaining),
        Column("resets", lambda one: one.resets_at),
    )
    with session_of(context).client() as client:
        print_records(client.usage.get().features, columns, as_json=as_json)
