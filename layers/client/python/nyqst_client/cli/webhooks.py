"""`nyqst webhooks`."""

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from nyqst_client.cli.options import AsJson, Limit
from nyqst_client.cli.session import session_of

if TYPE_CHECKING:
    from nyqst_client.model.webhook import Attempt

app = typer.Typer(help="Webhooks.", no_args_is_help=True, rich_markup_mode=None)

WebhookId = Annotated[str, typer.Argument(metavar="WEBHOOK", help="Id of a webhook.")]
DeliveryId = Annotated[str, typer.Argument(metavar="DELIVERY", help="Id of a delivery.")]
_USUAL = ["run.finished", "run.failed", "quota.alert"]


@app.command("add")
def add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="Where to, over https.")],
    *,
    on: Annotated[
        list[str] | None, typer.Option(help="Type of event; more than one is possible.")
    ] = None,
) -> None:
    """Have an address told of what happens, and show the secret that signs it, this once."""
    with session_of(context).client() as client:
        made = client.webhooks.create(url, on or _USUAL)
        typer.echo(f"{made.id}\t{made.secret}")


@app.command("list")
def list_webhooks(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List the webhooks, without their secrets."""
    from nyqst_client.cli.tables import Column, print_records

    columns = (
        Column("id", lambda one: one.id),
        Column("on", lambda one: "yes" if one.enabled else "no"),
        Column("events", lambda one: " ".join(sorted(one.types))),
        Column("url", lambda one: one.url, wide=True),
    )
    with session_of(context).client() as client:
        print_records(client.webhooks.all(), columns, as_json=as_json)


@app.command("deliveries")
def deliveries(
    context: typer.Context, webhook_id: WebhookId, *, limit: Limit = 100, as_json: AsJson = False
) -> None:
    """List what was sent, and what was answered."""
    from nyqst_client.cli.tables import Column, print_records

    columns = (
        Column("id", lambda one: one.id),
        Column("event", lambda one: one.type),
        Column("status", lambda one: one.status),
        Column("tries", lambda one: len(one.attempts)),
        Column("last", lambda one: _last(one.attempts)),
        Column("next", lambda one: one.next_at),
    )
    with session_of(context).client() as client:
        found = islice(client.webhooks.all_deliveries(webhook_id), limit)
        print_records(found, columns, as_json=as_json)


@app.command("replay")
def replay(context: typer.Context, webhook_id: WebhookId, delivery_id: DeliveryId) -> None:
    """Send something again."""
    with session_of(context).client() as client:
        typer.echo(f"{client.webhooks.replay(webhook_id, delivery_id).id} is sent again")


@app.command("ping")
def ping(context: typer.Context, webhook_id: WebhookId) -> None:
    """Try a webhook out."""
    with session_of(context).client() as client:
        typer.echo(f"{client.webhooks.ping(webhook_id).id} is sent")


@app.command("rotate")
def rotate(context: typer.Context, webhook_id: WebhookId) -> None:
    """Replace the secret, which signs for another day, and show the new one, this once."""
    with session_of(context).client() as client:
        typer.echo(client.webhooks.rotate(webhook_id).secret)


@app.command("on")
def switch_on(context: typer.Context, webhook_id: WebhookId) -> None:
    """Switch on what was switched off because nobody took anything."""
    with session_of(context).client() as client:
        client.webhooks.set_enabled(webhook_id, enabled=True)
        typer.echo(f"{webhook_id} is on")


@app.command("remove")
def remove(context: typer.Context, webhook_id: WebhookId) -> None:
    """Remove a webhook."""
    with session_of(context).client() as client:
        client.webhooks.remove(webhook_id)
        typer.echo(f"{webhook_id} removed")


def _last(attempts: Sequence["Attempt"]) -> object:
    return attempts[-1].error or attempts[-1].status if attempts else None
