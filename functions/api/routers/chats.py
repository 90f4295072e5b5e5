"""Chats."""

from typing import Annotated

from fastapi import APIRouter, Depends

from functions.api.schemas.chats import ChatCreate, ChatRename, ChatView
from functions.api.schemas.page import Page, page_of
from nyqst.chats.manage import Chats
from nyqst.http.dependencies import Cursor, Limit, OnceDep, PlatformDep
from nyqst.http.permission import Reader, Writer

router = APIRouter(prefix="/chats", tags=["chats"])


def _readable(services: PlatformDep, caller: Reader) -> Chats:
    return Chats(services.chats, services.clock, caller)


def _writable(services: PlatformDep, caller: Writer) -> Chats:
    return Chats(services.chats, services.clock, caller)


ReadableChats = Annotated[Chats, Depends(_readable)]
WritableChats = Annotated[Chats, Depends(_writable)]


@router.post("", status_code=201)
def create_chat(chats: WritableChats, once: OnceDep, body: ChatCreate) -> ChatView:
    return ChatView.of(chats.create(body.title, once))


@router.get("")
def list_chats(chats: ReadableChats, limit: Limit = 20, cursor: Cursor = None) -> Page[ChatView]:
    """Newest first."""
    return page_of(chats.list(limit, cursor), ChatView.of)


@router.get("/{chat_id}")
def get_chat(chats: ReadableChats, chat_id: str) -> ChatView:
    return ChatView.of(chats.get(chat_id))


@router.patch("/{chat_id}")
def rename_chat(chats: WritableChats, chat_id: str, body: ChatRename) -> ChatView:
    return ChatView.of(chats.rename(chat_id, body.title))


@router.delete("/{chat_id}", status_code=204)
def delete_chat(chats: WritableChats, chat_id: str) -> None:
    chats.delete(chat_id)
