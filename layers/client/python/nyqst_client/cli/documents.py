"""`nyqst docs`."""

from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from nyqst_client.cli.options import AsJson, Limit
from nyqst_client.cli.session import session_of

app = typer.Typer(help="Documents that runs may read.", no_args_is_help=True, rich_markup_mode=None)

Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH", exists=True, help="Folders and files.")
]
Ids = Annotated[list[str], typer.Argument(metavar="DOCUMENT", help="Ids of documents.")]


@app.command("add")
def add(context: typer.Context, paths: Paths) -> None:
    """Add documents and wait until they are read. Those that are there already are not sent."""
    from nyqst_client.cli.adding import add_and_tell

    with session_of(context).client() as client:
        add_and_tell(client, paths)


@app.command("list")
def list_documents(context: typer.Context, *, limit: Limit = 1000, as_json: AsJson = False) -> None:
    """List the documents."""
    from nyqst_client.cli.tables import Column, print_records

    columns = (
        Column("document", lambda one: one.id),
        Column("status", lambda one: one.status),
        Column("name", lambda one: one.name, wide=True),
        Column("title", lambda one: one.failure.message if one.failure else one.title, wide=True),
    )
    with session_of(context).client() as client:
        print_records(islice(client.documents.all(), limit), columns, as_json=as_json)


@app.command("remove")
def remove(context: typer.Context, document_ids: Ids) -> None:
    """Remove documents. Reports that cite them keep what they cite."""
    with session_of(context).client() as client:
        for document_id in document_ids:
            client.documents.delete(document_id)
            typer.echo(f"{document_id} removed")
