"""`nyqst billing`."""

from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from nyqst_client.cli import buying
from nyqst_client.cli.browser import Browser, open_page
from nyqst_client.cli.exits import HELP
from nyqst_client.cli.options import AsJson, JsonEvents, Limit
from nyqst_client.cli.session import session_of

if TYPE_CHECKING:
    from nyqst_client.model.billing import Plan, PlanFeature

app = typer.Typer(
    help="The plan, what it costs, and how it is paid.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("plans")
def plans(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List the plans, and how each can be bought."""
    from nyqst_client.cli.tables import Column, print_records

    columns = (
        Column("plan", lambda one: one.code),
        Column("runs", lambda one: _runs(one)),
        Column("paid by the", lambda one: " or ".join(price.interval for price in one.prices)),
    )
    with session_of(context).client() as client:
        print_records(client.billing.plans(), columns, as_json=as_json)


@app.command("status")
def status(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Show the plan in force, the subscription, and what is used of it."""
    from nyqst_client.cli.tables import print_json
    from nyqst_client.view.billing import overview_lines

    with session_of(context).client() as client:
        overview = client.billing.overview()
    if as_json:
        print_json(asdict(overview))
        return
    for line in overview_lines(overview):
        typer.echo(line)


app.command("upgrade", epilog=HELP)(buying.upgrade)
app.command("cancel")(buying.cancel)
app.command("resume")(buying.resume)


@app.command("portal")
def portal(context: typer.Context, *, browser: Browser = True) -> None:
    """Open the page where cards, addresses and invoices are looked after."""
    with session_of(context).client() as client:
        open_page(client.billing.portal(), wanted=browser)


@app.command("invoices")
def invoices(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List the newest invoices."""
    from nyqst_client.cli.tables import Column, print_records
    from nyqst_client.view.billing import day, money

    columns = (
        Column("invoice", lambda one: one.number or one.id),
        Column("made", lambda one: day(one.created_at)),
        Column("status", lambda one: one.status),
        Column("total", lambda one: money(one.total_cents, one.currency)),
        Column("paid", lambda one: money(one.paid_cents, one.currency)),
        Column("page", lambda one: one.hosted_url, wide=True),
    )
    with session_of(context).client() as client:
        print_records(client.billing.overview().invoices, columns, as_json=as_json)


@app.command("months")
def months(context: typer.Context, *, limit: Limit = 12, as_json: AsJson = False) -> None:
    """List what was used by month, and what of it is beyond the plan."""
    from nyqst_client.cli.tables import Column, print_records
    from nyqst_client.view.billing import money

    columns = (
        Column("month", lambda one: one.period),
        Column("state", lambda one: one.state),
        Column("used", lambda one: one.used),
        Column("included", lambda one: one.included),
        Column("beyond", lambda one: one.overage),
        Column("costs", lambda one: money(one.overage_cents, "usd")),
    )
    with session_of(context).client() as client:
        owner = client.tenants.own().id
        found = islice(client.billing.statements(owner), limit)
        print_records(found, columns, as_json=as_json)


@app.command("upcoming")
def upcoming(
    context: typer.Context,
    *,
    plan: Annotated[str | None, typer.Option(help="As it would be with this plan.")] = None,
    year: buying.ByYear = False,
    seats: buying.Seats = None,
    as_json: AsJson = False,
) -> None:
    """Show what the next invoice will be, or would be with another plan or other seats."""
    from nyqst_client.cli.tables import print_json
    from nyqst_client.view.billing import preview_lines

    with session_of(context).client() as client:
        owner = client.tenants.own().id
        preview = client.subscriptions.preview(owner, plan, buying.INTERVALS[year], seats)
    if as_json:
        print_json(asdict(preview))
        return
    for line in preview_lines(preview):
        typer.echo(line)


@app.command("methods")
def methods(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List what can be paid with."""
    from nyqst_client.cli.tables import Column, print_records

    columns = (
        Column("id", lambda one: one.id),
        Column("kind", lambda one: one.brand or one.kind),
        Column("ends in", lambda one: one.last4),
        Column("", lambda one: "default" if one.is_default else ""),
    )
    with session_of(context).client() as client:
        owner = client.tenants.own().id
        print_records(client.subscriptions.payment_methods(owner), columns, as_json=as_json)


@app.command("events")
def events(
    context: typer.Context,
    *,
    follow: Annotated[bool, typer.Option("--follow", help="Go on as they come.")] = False,
    after: Annotated[int, typer.Option(min=0, help="Begin behind this number.")] = 0,
    as_json: JsonEvents = False,
) -> None:
    """Show what has happened to the tenant's money, oldest first."""
    from nyqst_client.view.billing import event_line
    from nyqst_client.view.json_lines import write_event

    with session_of(context).client() as client:
        if follow:
            found = client.billing.follow(after)
        else:
            found = client.billing.history(client.tenants.own().id, after)
        for event in found:
            if as_json:
                write_event(event)
            else:
                typer.echo(event_line(event))


_RUNS = "research_run"


def _runs(plan: "Plan") -> str:
    counted = next((one for one in plan.features if one.feature == _RUNS), None)
    return _allowance(counted) if counted else ""


def _allowance(runs: "PlanFeature") -> str:
    from nyqst_client.view.billing import money

    if runs.cycle is None or runs.included is None:
        return "without a limit"
    included = f"{runs.included:,} a {runs.cycle}"
    if runs.overage_cents_each is None:
        return included
    return f"{included}, then {money(runs.overage_cents_each, 'usd')} each"
