"""The legal order of events."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst.events.order import ORDER, IllegalOrder, Position, advance
from nyqst.events.types import EVENT_TYPES

START = {"type": "stream_start"}
DONE = {"type": "done"}


def after(*events: dict[str, Any]) -> Position:
    return read(events)


def read(events: Iterable[dict[str, Any]]) -> Position:
    position = Position()
    for event in events:
        position = advance(position, event)
    return position


def preview(kind: str, preview_id: str = "p") -> dict[str, str]:
    return {"type": f"node_report_preview_{kind}", "preview_id": preview_id}


def test_every_event_type_has_its_place_in_some_phase_or_is_never_stored() -> None:
    placed = {kind for phase in ORDER["phases"].values() for kind in phase}
    assert placed | set(ORDER["never_stored"]) == set(EVENT_TYPES)


def test_a_stream_begins_with_its_start() -> None:
    with pytest.raises(IllegalOrder):
        after({"type": "task_update"})


def test_a_stream_starts_once() -> None:
    with pytest.raises(IllegalOrder):
        after(START, START)


@pytest.mark.parametrize("last", ["done", "ERROR"])
def test_nothing_follows_the_end(last: str) -> None:
    position = after(START, {"type": last})
    assert position.ended
    for kind in EVENT_TYPES:
        with pytest.raises(IllegalOrder):
            advance(position, {"type": kind, "preview_id": "p"})


def test_the_lower_case_error_is_a_notice_and_the_stream_goes_on() -> None:
    assert not after(START, {"type": "error"}).ended


def test_a_question_to_the_user_pauses_and_its_answer_goes_on() -> None:
    waiting = after(START, {"type": "clarification_needed"})
    assert waiting.phase == "waiting"
    assert advance(waiting, {"type": "update_message_clarification_message"}).phase == "running"


def test_a_second_question_is_not_put_while_one_is_open() -> None:
    with pytest.raises(IllegalOrder):
        after(START, {"type": "clarification_needed"}, {"type": "clarification_needed"})


def test_deltas_need_a_preview_that_was_started() -> None:
    with pytest.raises(IllegalOrder):
        after(START, preview("delta"))


def test_deltas_belong_to_the_preview_started_last() -> None:
    with pytest.raises(IllegalOrder):
        after(START, preview("start", "a"), preview("start", "b"), preview("delta", "a"))


def test_a_preview_that_is_done_takes_no_more_deltas() -> None:
    with pytest.raises(IllegalOrder):
        after(START, preview("start"), preview("done"), preview("delta"))


def test_a_preview_may_be_started_anew() -> None:
    position = after(START, preview("start", "a"), preview("start", "b"), preview("done", "b"))
    assert position.preview == "closed"


def test_types_of_later_versions_are_passed_over() -> None:
    assert after(START, {"type": "something_new"}, DONE).ended


@given(st.lists(st.sampled_from(EVENT_TYPES), max_size=30))
def test_whatever_comes_there_is_at_most_one_end_and_it_is_last(kinds: list[str]) -> None:
    position = Position()
    taken = []
    for kind in kinds:
        try:
            position = advance(position, {"type": kind, "preview_id": "p"})
        except IllegalOrder:
            continue
        taken.append(kind)
    ends = [kind for kind in taken if kind in ("done", "ERROR")]
    assert len(ends) <= 1
    assert not ends or taken[-1] == ends[0]
