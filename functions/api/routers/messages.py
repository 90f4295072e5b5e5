"""The messages of a chat."""

from fastapi import APIRouter

from functions.api.routers.chats import ReadableChats, WritableChats
from functions.api.schemas.chats import MessageCreate
from functions.api.schemas.page import Page, page_of
from nyqst.events.types.message import Message
from nyqst.http.dependencies import Cursor, Limit, OnceDep, PlatformDep
from nyqst.research.wire_message import wire_message

router = APIRouter(prefix="/chats/{chat_id}/messages", tags=["chats"])


@router.post("", status_code=201)
def post_message(chats: WritableChats, once: OnceDep, chat_id: str, body: MessageCreate) -> Message:
    """A user's message. `POST /v1/runs` with its id has it answered."""
    return wire_message(chats.post(chat_id, body.content, once))


@router.get("")
def list_messages(
    chats: ReadableChats, chat_id: str, limit: Limit = 50, cursor: Cursor = None
) -> Page[Message]:
    """Oldest first; without the reports themselves."""
    return page_of(chats.messages(chat_id, limit, cursor), wire_message)


@router.get("/{message_id}")
def get_message(
    chats: ReadableChats, services: PlatformDep, chat_id: str, message_id: str
) -> Message:
    """With its report as HTML in `hydrated_content`."""
    message = chats.message(chat_id, message_id)
    if message.report_sha256 is None:
        return wire_message(message)
    artifacts = services.artifacts(chats.caller.tenant_id, chats.caller.user_id)
    return wire_message(message, artifacts.read(message.report_sha256).decode())
