"""The command line as a whole."""

from typing import Annotated

import typer

from nyqst_client.cli import (
    artifacts,
    billing,
    catalog,
    chats,
    documents,
    keys,
    reports,
    runs,
    service,
    tenant,
    usage,
    webhooks,
)
from nyqst_client.cli.exits import HELP
from nyqst_client.cli.session import Session

app = typer.Typer(
    help="Ask a question, watch it being researched, get a report whose claims are checked.",
    epilog=HELP,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # takes three times as long to show the same help
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - Typer calls it
    if wanted:
        from importlib.metadata import version

        typer.echo(f"nyqst {version('nyqst')}")
        raise typer.Exit


@app.callback()
def given(
    context: typer.Context,
    *,
    url: Annotated[
        str | None, typer.Option(envvar="NYQST_URL", help="Address of the service.")
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(envvar="NYQST_API_KEY", help="API key.", show_envvar=True),
    ] = None,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    context.obj = Session(url, key)


app.command("run", epilog=HELP)(runs.run)
app.command("watch", epilog=HELP)(runs.watch)
app.command("cancel")(runs.cancel)
app.command("retry", epilog=HELP)(runs.retry)
app.command("report")(reports.report)
app.command("runs")(runs.list_runs)
app.command("chats")(chats.list_chats)
app.add_typer(documents.app, name="docs")
app.add_typer(artifacts.app, name="artifacts")
app.add_typer(keys.app, name="keys")
app.add_typer(webhooks.app, name="webhooks")
app.add_typer(catalog.app, name="catalog")
app.add_typer(usage.app, name="usage")
app.add_typer(billing.app, name="billing")
app.add_typer(tenant.app, name="tenant")
app.command("status")(service.status)
app.command("health", hidden=True)(service.status)
app.command("login")(service.login)
