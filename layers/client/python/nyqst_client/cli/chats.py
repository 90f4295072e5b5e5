"""`nyqst chats`."""

from itertools import islice
from typing import Annotated

import typer

from nyqst_client.cli.options import AsJson, Limit
from nyqst_client.cli.session import session_of


def list_chats(
    context: typer.Context,
    chat_id: Annotated[
        str | None, typer.Argument(metavar="[CHAT]", help="A chat, to see its messages.")
    ] = None,
    *,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """List the chats, or the messages of one."""
    from nyqst_client.cli.tables import Column, print_records

    chats = (
        Column("chat", lambda one: one.id),
        Column("since", lambda one: one.created_at),
        Column("title", lambda one: one.title, wide=True),
    )
    messages = (
        Column("by", lambda one: one.creator_type),
        Column("at", lambda one: one.created_at),
        Column("run", lambda one: one.ai_output_id),
        Column("message", lambda one: one.content, wide=True),
    )
    with session_of(context).client() as client:
        if chat_id is None:
            print_records(islice(client.chats.all(), limit), chats, as_json=as_json)
        else:
            found = client.chats.all_messages(chat_id)
            print_records(islice(found, limit), messages, as_json=as_json)
