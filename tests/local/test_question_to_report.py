"""The main job, through the HTTPS API."""

import pytest

from nyqst.events.order import Position, advance
from tests.local.place import QUESTION, Finished, Place

pytestmark = pytest.mark.local


def test_a_question_becomes_a_cited_report(place: Place, answered: Finished) -> None:
    run = answered.run
    assert (run.status, run.query) == ("succeeded", QUESTION)
    assert run.delivery is not None
    assert run.delivery.tasks >= 2
    assert run.delivery.citations_verified == run.delivery.citations > 0
    assert "6.4 million euros" in place.report(run)


def test_its_events_are_numbered_without_gaps_and_in_legal_order(answered: Finished) -> None:
    position = Position()
    for number, event in enumerate(answered.events, start=1):
        assert event.seq == number
        position = advance(position, event.data)
    assert answered.events[-1].type == "done"
    assert len([event for event in answered.events if event.is_terminal]) == 1


def test_its_deltas_add_up_to_the_report(place: Place, answered: Finished) -> None:
    (done,) = answered.of_type("node_report_preview_done")
    deltas = [event.data["delta"] for event in answered.of_type("node_report_preview_delta")]
    assert len(deltas) > 1
    assert "".join(deltas) == done.data["content"]
    assert answered.run.delivery is not None
    stored = place.client.artifacts.read(answered.run.delivery.files["gml"])
    assert stored.decode() == done.data["content"]


def test_the_verdict_on_every_citation_is_in_the_log(answered: Finished) -> None:
    verdicts = [
        event.data["metadata"]
        for event in answered.of_type("node_tool_event")
        if event.data["event"] == "citations_checked"
    ]
    assert answered.run.delivery is not None
    assert sum(one["citations"] for one in verdicts) == answered.run.delivery.citations


def test_its_message_carries_the_report(place: Place, answered: Finished) -> None:
    message = place.client.chats.message(answered.run.chat_id, answered.run.message_id)
    assert message.is_answer
    assert message.ai_output_id == answered.run.id
    assert (message.hydrated_content or "").startswith("<!doctype html>")


def test_the_same_question_on_the_same_documents_is_the_same_report(
    place: Place, answered: Finished
) -> None:
    again = place.finish(place.client.runs.start(QUESTION)).run
    assert again.id != answered.run.id
    assert again.delivery == answered.run.delivery
