"""`nyqst status` and `nyqst login`."""

from typing import TYPE_CHECKING, Annotated

import typer

from nyqst_client.cli.exits import Exit
from nyqst_client.cli.options import AsJson
from nyqst_client.cli.session import Session, profile_path, session_of
from nyqst_client.cli.target import Target, write_profile

if TYPE_CHECKING:
    from nyqst_client.model.health import Readiness


def status(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Say which service this is and whether it is ready.

    The key is tried too.
    """
    from nyqst_client.cli.tables import print_json

    session = session_of(context)
    target = session.target()
    with session.client() as client:
        readiness = client.health.ready()
        client.runs.list(limit=1)
    if as_json:
        print_json({"url": target.url, "status": readiness.status, "checks": readiness.checks})
    else:
        _tell(target, readiness)
    raise typer.Exit(Exit.OK if readiness.is_ready else Exit.UNREACHABLE)


def login(
    context: typer.Context,
    *,
    check: Annotated[bool, typer.Option(help="Try the key before it is kept.")] = True,
) -> None:
    """Keep an address and a key, so that other commands find them."""
    given = session_of(context)
    url = given.url or typer.prompt("Address of the service")
    key = given.api_key or typer.prompt("API key", hide_input=True)
    target = Target(url.strip(), key.strip(), "given")
    if check:
        with Session(target.url, target.api_key).client() as client:
            client.runs.list(limit=1)
    write_profile(profile_path(), target)
    typer.echo(f"Kept in {profile_path()}")


def _tell(target: Target, readiness: "Readiness") -> None:
    typer.echo(f"{target.url} is {readiness.status} ({target.origin})")
    for name, state in readiness.checks.items():
        typer.echo(f"  {name}: {state}")
