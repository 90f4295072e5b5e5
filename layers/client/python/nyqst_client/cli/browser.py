"""Pages that somebody has to look at."""

import sys
import webbrowser
from typing import Annotated

import typer

Browser = Annotated[
    bool, typer.Option("--open/--no-open", help="Open the page, where this is a terminal.")
]


def open_page(url: str, *, wanted: bool) -> None:
    """Its address is printed in any case: the browser may be on another machine."""
    typer.echo(url)
    if wanted and sys.stdout.isatty():
        webbrowser.open(url)
