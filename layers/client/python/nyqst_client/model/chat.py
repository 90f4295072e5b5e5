"""Chats and their messages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Chat:
    id: str
    created_by: str
    created_at: datetime
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    id: str
    chat_id: str
    creator_type: str
    """`USER` or `AI`."""
    content: str
    created_at: datetime
    is_answer: bool = False
    is_running: bool | None = None
    message_type: str | None = None
    deliverable_type: str | None = None
    hydrated_content: str | None = None
    """The report as HTML, on a message that was asked for by its id."""
    ai_output_id: str | None = None
    """The run that writes this message."""
    first_report_identifier: str | None = None
    error_type: str | None = None
    entities: tuple[Mapping[str, Any], ...] = ()
    """What the report cites."""
