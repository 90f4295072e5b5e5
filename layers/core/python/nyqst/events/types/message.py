"""A chat message, as events and the API show it."""

from typing import Literal

from pydantic import Field

from nyqst.events.types.base import Wire
from nyqst.events.types.entity import Entity

CreatorType = Literal["AI", "USER"]
MessageType = Literal["normal", "super_report"]
DeliverableType = Literal["WEBSITE", "REPORT", "DOCUMENT", "SLIDE", "CODE"]


class Message(Wire):
    id: str
    chat_id: str
    creator_type: CreatorType
    creator_user_id: str | None = None
    """Absent on messages that the service wrote."""
    message_type: MessageType | None = None
    deliverable_type: DeliverableType | None = None
    is_answer: bool
    is_running: bool | None = None
    needs_clarification_message: str | None = None
    retry_attempts: int | None = None
    content: str
    hydrated_content: str | None = None
    """The report as HTML."""
    user_content_artifact_id: str | None = None
    user_message_entity_ids: list[str] | None = None
    user_message_entities: list[Entity] | None = None
    ai_output_id: str | None = None
    """The run that writes this message."""
    first_report_identifier: str | None = None
    entities: list[Entity] = Field(default_factory=list)
    event_stream_artifact_id: str | None = None
    error_type: Literal["TIMEOUT", "INVALID_RESPONSE"] | None = None
    created_at: str
