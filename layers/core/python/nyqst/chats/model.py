"""Chats and the messages in them. One run writes one AI message."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

MAX_TITLE = 200


class Creator(StrEnum):
    AI = "AI"
    USER = "USER"


@dataclass(frozen=True, slots=True)
class Chat:
    id: str
    tenant_id: str
    title: str | None
    """None until somebody names it: the first run does if its user did not."""
    created_by: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Message:
    id: str
    chat_id: str
    creator: Creator
    content: str
    created_at: datetime
    creator_user_id: str | None = None
    message_type: str | None = None
    deliverable_type: str | None = None
    is_answer: bool = False
    is_running: bool | None = None
    run_id: str | None = None
    retry_attempts: int | None = None
    report_sha256: str | None = None
    """The deliverable's HTML, once there is one."""
    entities: tuple[Mapping[str, Any], ...] = field(default=())
    """What the deliverable cites, as events show it."""
    error_type: str | None = None
