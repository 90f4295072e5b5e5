"""`nyqst keys`."""

from itertools import islice
from typing import Annotated

import typer

from nyqst_client.cli.options import AsJson, Limit
from nyqst_client.cli.session import session_of

app = typer.Typer(help="API keys.", no_args_is_help=True, rich_markup_mode=None)

KeyId = Annotated[str, typer.Argument(metavar="KEY", help="Id of a key.")]


@app.command("list")
def list_keys(context: typer.Context, *, limit: Limit = 100, as_json: AsJson = False) -> None:
    """List the keys, without the keys themselves."""
    from nyqst_client.cli.tables import Column, print_records

    columns = (
        Column("id", lambda one: one.id),
        Column("key", lambda one: f"{one.prefix}…"),
        Column("scopes", lambda one: " ".join(sorted(one.scopes))),
        Column("last used", lambda one: one.last_used_at),
        Column("ends", lambda one: one.revoked_at or one.expires_at),
        Column("name", lambda one: one.name, wide=True),
    )
    with session_of(context).client() as client:
        print_records(islice(client.api_keys.all(), limit), columns, as_json=as_json)


@app.command("create")
def create(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What it is for.")],
    *,
    scope: Annotated[
        list[str] | None, typer.Option(help="read, write, admin; more than one is possible.")
    ] = None,
    days: Annotated[
        int | None, typer.Option(help="How long it is good; for good if left out.")
    ] = None,
) -> None:
    """Make a key and show it, this once."""
    with session_of(context).client() as client:
        typer.echo(client.api_keys.create(name, scope or ["read"], expires_in_days=days).key)


@app.command("rotate")
def rotate(context: typer.Context, key_id: KeyId) -> None:
    """Put a new key in the place of one, which works for another day, and show it, this once."""
    with session_of(context).client() as client:
        typer.echo(client.api_keys.rotate(key_id).key)


@app.command("revoke")
def revoke(context: typer.Context, key_id: KeyId) -> None:
    """Make a key useless, at once and for good."""
    with session_of(context).client() as client:
        client.api_keys.revoke(key_id)
        typer.echo(f"{key_id} revoked")
