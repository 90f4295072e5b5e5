"""`nyqst catalog`."""

import json
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from nyqst_client.cli.options import AsJson, Limit
from nyqst_client.cli.session import session_of
from nyqst_client.errors import Misconfigured
from nyqst_client.model.catalog import CatalogChange, Impact

app = typer.Typer(
    help="What is sold and under which rules; for who runs the platform.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Document = Annotated[
    Path,
    typer.Argument(
        exists=True, dir_okay=False, help="A catalog as `nyqst catalog show` writes it."
    ),
]


@app.command("show")
def show(
    context: typer.Context,
    *,
    version: Annotated[int | None, typer.Option(help="An earlier one.")] = None,
) -> None:
    """Write the catalog in force as JSON."""
    with session_of(context).client() as client:
        typer.echo(json.dumps(client.catalogs.get(version), indent=2, ensure_ascii=False))


@app.command("versions")
def versions(context: typer.Context, *, limit: Limit = 20, as_json: AsJson = False) -> None:
    """List the versions."""
    from nyqst_client.cli.tables import Column, print_records

    columns = (
        Column("version", lambda one: one.version),
        Column("made", lambda one: one.made_at),
        Column("by", lambda one: one.made_by),
        Column("restores", lambda one: one.restores),
    )
    with session_of(context).client() as client:
        print_records(islice(client.catalogs.versions(), limit), columns, as_json=as_json)


@app.command("plan")
def plan(context: typer.Context, file: Document, *, as_json: AsJson = False) -> None:
    """Show what a catalog would change and whom it would touch. Nothing is stored."""
    with session_of(context).client() as client:
        _tell(client.catalogs.plan(_read(file)), as_json=as_json)


@app.command("apply")
def apply(context: typer.Context, file: Document, *, as_json: AsJson = False) -> None:
    """Put a catalog in force, unless another one has been since it was shown."""
    with session_of(context).client() as client:
        _tell(client.catalogs.apply(_read(file)), as_json=as_json)


def _read(file: Path) -> dict[str, Any]:
    try:
        document = json.loads(file.read_text())
    except ValueError as error:
        raise Misconfigured(f"{file} is not JSON: {error}") from error
    if not isinstance(document, dict):
        raise Misconfigured(f"{file} is not a catalog")
    return document


def _tell(change: CatalogChange, *, as_json: bool) -> None:
    from dataclasses import asdict

    from nyqst_client.cli.tables import print_json

    if as_json:
        print_json(asdict(change))
        return
    for each in change.differences:
        typer.echo(f"{each.path}: {each.before or 'nothing'} -> {each.after or 'nothing'}")
    if change.impact:
        _tell_impact(change.impact)
    typer.echo(f"version {change.version} {'is' if change.stored else 'would be'} in force")


def _tell_impact(impact: Impact) -> None:
    for touched in impact.touched:
        typer.echo(f"touches {touched.tenants} on {touched.plan}")
    for over in impact.over_limit:
        typer.echo(f"over at once: {over.tenant_id} {over.feature} {over.taken} of {over.limit}")
    if not impact.complete:
        typer.echo(f"only the first {impact.looked_at} tenants were looked at")
