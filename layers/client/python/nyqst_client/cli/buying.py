"""`nyqst billing upgrade`, `cancel` and `resume`."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from nyqst_client.cli.browser import Browser, open_page
from nyqst_client.cli.session import session_of
from nyqst_client.errors import NotDelivered

if TYPE_CHECKING:
    from nyqst_client.client import Client

INTERVALS: Mapping[bool, str] = {False: "month", True: "year"}
_WAIT_S = 600

ByYear = Annotated[bool, typer.Option("--year", help="Paid by the year, not by the month.")]
Seats = Annotated[int | None, typer.Option(min=1, help="How many.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


@dataclass(frozen=True, slots=True)
class _Order:
    plan: str
    interval: str
    seats: int | None
    at_period_end: bool


def upgrade(
    context: typer.Context,
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="As `nyqst billing plans` has it.")],
    *,
    year: ByYear = False,
    seats: Seats = None,
    at_period_end: Annotated[
        bool, typer.Option("--at-period-end", help="Change when what is paid for is used up.")
    ] = False,
    yes: Yes = False,
    browser: Browser = True,
    wait: Annotated[
        int, typer.Option(min=0, metavar="SECONDS", help="For the plan; 0 waits for nothing.")
    ] = _WAIT_S,
) -> None:
    """Buy a plan at a page of the payment processor's, or change to it, and wait for it.

    Where there is a subscription, the next invoice is shown and asked about first.
    """
    if at_period_end and seats is not None:
        raise typer.BadParameter("Seats change at once", param_hint="--seats")
    order = _Order(plan, INTERVALS[year], seats, at_period_end)
    with session_of(context).client() as client:
        owner = client.tenants.own().id
        if client.billing.status().has_subscription:
            _change(client, owner, order, asks=not yes)
        elif at_period_end:
            raise typer.BadParameter("There is no subscription", param_hint="--at-period-end")
        else:
            _buy(client, owner, order, browser=browser, wait_s=wait)


def cancel(
    context: typer.Context,
    *,
    now: Annotated[bool, typer.Option("--now", help="At once, not with its period.")] = False,
    yes: Yes = False,
) -> None:
    """End the subscription when what is paid for is used up, or at once."""
    with session_of(context).client() as client:
        owner = client.tenants.own().id
        if now and not yes:
            typer.confirm("Nothing is paid back. End it now?", abort=True, err=True)
        client.subscriptions.cancel(owner, at_period_end=not now)
        _tell(client)


def resume(context: typer.Context) -> None:
    """Let a subscription that would end with its period go on."""
    with session_of(context).client() as client:
        client.subscriptions.alter(client.tenants.own().id, auto_renew=True)
        _tell(client)


def _buy(client: "Client", owner: str, order: _Order, *, browser: bool, wait_s: int) -> None:
    known = max((event.seq for event in client.billing.history(owner)), default=0)
    checkout = client.billing.checkout(order.plan, order.interval, order.seats or 1)
    open_page(checkout.checkout_url, wanted=browser)
    if wait_s:
        typer.echo("Waiting until it is paid for; Ctrl-C leaves the page open", err=True)
        _wait(client, known, wait_s)


def _wait(client: "Client", known: int, wait_s: int) -> None:
    """Until there is a subscription; an event is a reason to look, and so is a sign of life."""
    from nyqst_client.view.billing import event_line

    until = time.monotonic() + wait_s
    for event in client.billing.signs(known):
        if event:
            typer.echo(event_line(event))
        if client.billing.status().has_subscription:
            break
        if time.monotonic() >= until:
            raise NotDelivered("It is not paid for yet; `nyqst billing status` tells when it is")
    _tell(client)


def _change(client: "Client", owner: str, order: _Order, *, asks: bool) -> None:
    if asks:
        _show(client, owner, order)
        typer.confirm(f"Change to {order.plan}?", abort=True, err=True)
    changed = client.subscriptions.change_plan(
        owner, order.plan, order.interval, at_period_end=order.at_period_end
    )
    if order.seats not in (None, changed.seats):
        client.subscriptions.alter(owner, seats=order.seats)
    _tell(client)


def _show(client: "Client", owner: str, order: _Order) -> None:
    from nyqst_client.view.billing import day, preview_lines

    if order.at_period_end:
        end = client.subscriptions.get(owner).current_period_end
        when = f" on {day(end)}" if end else ""
        typer.echo(f"Until the period ends{when} nothing changes", err=True)
        return
    typer.echo("The next invoice would be:", err=True)
    for line in preview_lines(
        client.subscriptions.preview(owner, order.plan, order.interval, order.seats)
    ):
        typer.echo(line, err=True)


def _tell(client: "Client") -> None:
    from nyqst_client.view.billing import overview_lines

    for line in overview_lines(client.billing.overview()):
        typer.echo(line)
