"""`nyqst tenant`."""

from pathlib import Path
from typing import Annotated

import typer

from nyqst_client.cli.session import saying, session_of

app = typer.Typer(
    help="Everything that a tenant owns: take it along, or have it erased.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
TenantId = Annotated[
    str | None, typer.Option("--tenant", help="Another one's, for who runs the platform.")
]
Folder = Annotated[
    Path, typer.Option("--out", exists=True, file_okay=False, help="Folder to write to.")
]


@app.command("export")
def export(context: typer.Context, *, out: Folder = Path(), tenant_id: TenantId = None) -> None:
    """Have everything put into zip files, wait for them and get them. One a day is made."""
    with session_of(context).client() as client:
        owner = tenant_id or client.tenants.own().id
        begun = client.tenants.begin_export(owner)
        with saying("Waiting for the export"):
            client.tenants.wait_for_export(owner, begun.id)
        for path in client.tenants.save_export(owner, begun.id, out):
            typer.echo(path)


@app.command("erase")
def erase(
    context: typer.Context,
    *,
    name: Annotated[
        str | None, typer.Option(help="The tenant's name, instead of being asked for it.")
    ] = None,
    tenant_id: TenantId = None,
) -> None:
    """Have the tenant erased with all that it owns. Nobody gets in from then on."""
    with session_of(context).client() as client:
        owner = tenant_id or client.tenants.own().id
        said = name or typer.prompt(f"Everything of {owner} is erased. Its name", err=True)
        erasure = client.tenants.erase(owner, said)
        typer.echo(f"{erasure.id} begins at {erasure.erase_at:%Y-%m-%d %H:%M} UTC")
