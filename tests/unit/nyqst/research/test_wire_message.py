"""A chat message as events and the API show it."""

import pytest
from pydantic import ValidationError

from nyqst.chats.model import Creator
from nyqst.research.wire_message import wire_message
from tests.builders import a_message


def test_what_a_user_asked_is_shown() -> None:
    message = a_message("chat_1")
    shown = wire_message(message).model_dump(mode="json", exclude_none=True)
    assert shown == {
        "id": message.id,
        "chat_id": "chat_1",
        "creator_type": "USER",
        "creator_user_id": "usr_a",
        "is_answer": False,
        "content": "How many ferries?",
        "entities": [],
        "created_at": message.created_at.isoformat(),
    }


def test_an_answer_is_shown_with_its_run_and_report() -> None:
    entity = {
        "entity_type": "KNOWLEDGE_BASE",
        "identifier": "a" * 64,
        "file_name": "fleet.txt",
        "mimetype": "text/plain",
        "workspace_id": "default",
    }
    message = a_message(
        "chat_1",
        creator=Creator.AI,
        creator_user_id=None,
        message_type="super_report",
        deliverable_type="REPORT",
        is_answer=True,
        is_running=False,
        run_id="run_1",
        retry_attempts=2,
        report_sha256="a" * 64,
        entities=(entity,),
    )
    shown = wire_message(message, "<h1>Fleet</h1>")
    assert (shown.creator_type, shown.ai_output_id, shown.retry_attempts) == ("AI", "run_1", 2)
    assert (shown.message_type, shown.deliverable_type) == ("super_report", "REPORT")
    assert shown.hydrated_content == "<h1>Fleet</h1>"
    assert shown.first_report_identifier == "a" * 64
    assert shown.entities[0].file_name == "fleet.txt"


def test_an_error_that_has_no_word_is_not_shown_as_one() -> None:
    with pytest.raises(ValidationError):
        wire_message(a_message("chat_1", error_type="cancelled"))
