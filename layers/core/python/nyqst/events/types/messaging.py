"""What the reader of the chat sees being written."""

from typing import Literal

from nyqst.events.types.base import Event
from nyqst.events.types.entity import Entity
from nyqst.events.types.message import Message


class MessageDelta(Event):
    type: Literal["message_delta"] = "message_delta"
    message_id: str
    delta: str


class AiMessage(Event):
    type: Literal["ai_message"] = "ai_message"
    message: Message


class MessageIsAnswer(Event):
    type: Literal["message_is_answer"] = "message_is_answer"
    message_id: str


class MessageFile(Event):
    """A file of the deliverable is ready."""

    type: Literal["message-file"] = "message-file"
    message_id: str
    entity: Entity


class ChatTitleGenerated(Event):
    type: Literal["chat_title_generated"] = "chat_title_generated"
    chat_id: str
    title: str


class ReferencesFound(Event):
    type: Literal["references_found"] = "references_found"
    references: list[Entity]
