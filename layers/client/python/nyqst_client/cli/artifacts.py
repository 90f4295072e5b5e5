"""`nyqst artifacts`."""

from pathlib import Path
from typing import Annotated

import typer

from nyqst_client.cli.session import session_of

app = typer.Typer(help="Stored content, by its hash.", no_args_is_help=True, rich_markup_mode=None)

_TEXT = ("text/", "application/json", "application/xml")


@app.callback()
def artifacts() -> None:
    """Makes `get` a command of its own though it is the only one."""


@app.command("get")
def get(
    context: typer.Context,
    sha256: Annotated[str, typer.Argument(help="Hash of the content.")],
    out: Annotated[
        Path | None, typer.Option("--out", dir_okay=False, help="File to write to.")
    ] = None,
) -> None:
    """Get an artifact; its hash is checked. Without --out it goes to standard output."""
    from nyqst_client.cli.deliver import refuse_terminal, write_artifact

    with session_of(context).client() as client:
        if out is None and not client.artifacts.describe(sha256).media_type.startswith(_TEXT):
            refuse_terminal()
        write_artifact(client, sha256, out)
