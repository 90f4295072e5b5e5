"""A stream's beginning and end, and the signs of life between."""

from typing import Literal

from nyqst.events.types.base import Event
from nyqst.events.types.message import Message


class StreamStart(Event):
    type: Literal["stream_start"] = "stream_start"
    chat_id: str
    creator_user_id: str
    user_chat_message_id: str
    workspace_id: str


class Heartbeat(Event):
    """Never stored: on SSE a heartbeat is a comment, outside the log."""

    type: Literal["heartbeat"] = "heartbeat"


class Ping(Event):
    type: Literal["ping"] = "ping"
    timestamp: str


class Done(Event):
    """The run delivered. Nothing follows."""

    type: Literal["done"] = "done"
    has_async_entities_pending: bool | None = None
    message: Message | None = None


class StreamError(Event):
    """The run ended without delivering. Nothing follows."""

    type: Literal["ERROR"] = "ERROR"
    error_type: str
    error_message: str
