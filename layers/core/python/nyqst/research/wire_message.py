"""A chat message as events and the API show it."""

from nyqst.chats.model import Message
from nyqst.events.types.message import Message as WireMessage


def wire_message(message: Message, html: str | None = None) -> WireMessage:
    """`html` is the deliverable, where the reader wants it in the message itself."""
    return WireMessage.model_validate(
        {
            "id": message.id,
            "chat_id": message.chat_id,
            "creator_type": message.creator.value,
            "creator_user_id": message.creator_user_id,
            "message_type": message.message_type,
            "deliverable_type": message.deliverable_type,
            "is_answer": message.is_answer,
            "is_running": message.is_running,
            "retry_attempts": message.retry_attempts,
            "content": message.content,
            "hydrated_content": html,
            "ai_output_id": message.run_id,
            "first_report_identifier": message.report_sha256,
            "entities": list(message.entities),
            "error_type": message.error_type,
            "created_at": message.created_at.isoformat(),
        }
    )
