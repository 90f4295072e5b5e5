from collections.abc import Iterable
from typing import Any

import pytest

from nyqst.events.types import EVENT_TYPES
from nyqst.research.gml.writer import write
from nyqst_client.model.event import Event
from nyqst_client.progress.apply import apply
from nyqst_client.progress.model import Citations, Phase, TaskState
from nyqst_client.progress.run_progress import RunProgress
from tests.unit.nyqst_client.ferry_report import QUESTION, REPORT, TITLES
from tests.unit.nyqst_client.recording import delivered_run, events_of, failed_run


def progress_of(events: Iterable[Event]) -> RunProgress:
    progress = RunProgress()
    for event in events:
        apply(progress, event)
    return progress


def told(*events: dict[str, Any]) -> RunProgress:
    return progress_of(
        Event(seq, 1000 * seq, one["type"], one) for seq, one in enumerate(events, 1)
    )


DELIVERED = progress_of(events_of(delivered_run(failing=2).lines))


def test_the_plan_gives_the_tasks() -> None:
    assert [task.title for task in DELIVERED.tasks.values()] == list(TITLES)


def test_tasks_end_with_their_counts_or_their_failure() -> None:
    states = [task.state for task in DELIVERED.tasks.values()]
    assert states == [TaskState.DONE] * 6 + [TaskState.FAILED] * 2
    first, *_, last = DELIVERED.tasks.values()
    assert (first.notes, first.sources) == (8, 4)
    assert last.verdict == "Could not be researched"
    assert (DELIVERED.settled, DELIVERED.failed) == (8, 2)


def test_the_report_is_what_was_streamed() -> None:
    assert "".join(DELIVERED.report.received) == write(REPORT)
    assert DELIVERED.report_title == REPORT.title
    assert DELIVERED.question == QUESTION


def test_a_report_that_is_begun_again_takes_the_place_of_the_first() -> None:
    twice = progress_of(events_of(delivered_run(dying_writer=True).lines))
    once = progress_of(events_of(delivered_run().lines))
    assert twice.report.blocks == once.report.blocks
    assert twice.citations == once.citations


def test_nothing_of_a_writer_that_died_is_left_when_the_next_begins() -> None:
    events = events_of(delivered_run(dying_writer=True).lines)
    starts = [place for place, one in enumerate(events) if one.type == "node_report_preview_start"]
    assert progress_of(events[: starts[1]]).citations.checked > 0
    begun = progress_of(events[: starts[1] + 1])
    assert begun.report.blocks == []
    assert begun.citations == Citations()


def test_a_reader_who_came_late_gets_the_report_from_its_end() -> None:
    events = events_of(delivered_run().lines)
    late = next(
        place for place, one in enumerate(events) if one.type == "node_report_preview_delta"
    )
    progress = progress_of(events[late + 3 :])
    assert "".join(progress.report.received) == write(REPORT)


def test_counts_are_kept() -> None:
    citations = DELIVERED.citations
    assert citations.checked == citations.verified == 5 * citations.dropped
    assert DELIVERED.readable == 38
    assert len(DELIVERED.cited) == 6
    assert sorted(DELIVERED.files) == [
        "report.docx",
        "report.gml",
        "report.html",
        "report.md",
        "report.pdf",
    ]
    assert DELIVERED.cost_cents == 0
    assert DELIVERED.events == len(delivered_run(failing=2).lines)


def test_the_phases_follow_each_other() -> None:
    progress, phases = RunProgress(), [Phase.QUEUED]
    for event in events_of(delivered_run().lines):
        apply(progress, event)
        if progress.phase != phases[-1]:
            phases.append(progress.phase)
    assert phases == [
        Phase.QUEUED,
        Phase.PLANNING,
        Phase.RESEARCHING,
        Phase.COMPARING,
        Phase.WRITING,
        Phase.FINISHING,
        Phase.SUCCEEDED,
    ]


@pytest.mark.parametrize(
    ("error_type", "phase"), [("quorum_not_met", Phase.FAILED), ("cancelled", Phase.CANCELLED)]
)
def test_a_run_that_does_not_deliver_says_why(error_type: str, phase: Phase) -> None:
    progress = progress_of(events_of(failed_run(error_type).lines))
    assert (progress.phase, progress.error_type) == (phase, error_type)
    assert progress.error_message == "Too few questions came home"


@pytest.mark.parametrize("kind", [*EVENT_TYPES, "hologram"])
def test_no_type_is_needed_to_be_complete(kind: str) -> None:
    """A service of another version may leave out, or send as null, what this client reads."""
    assert told({"type": kind}).events == 1
    assert told({"type": kind, "metadata": None, "plan_set": None, "references": None}).events == 1


def test_what_a_task_does_is_known() -> None:
    plan = {"plans": {"p": {"plan_tasks": {"t": {"id": "t", "title": "Debt"}}}}}
    node = {"node_id": "t", "plan_id": "p", "plan_set_id": "r"}
    progress = told(
        {"type": "task_update", "key": "planning", "status": "success", "plan_set": plan},
        {
            "type": "update_subagent_current_action",
            "current_action": "Searching for debt",
            **node,
        },
        {"type": "node_tool_event", "event": "tool_call_started", "tool_type": "search", **node}
        | {"metadata": {"input": "debt"}},
        {"type": "node_tool_event", "event": "tool_call_completed", "tool_type": "search", **node}
        | {"metadata": {"input": "debt", "found": 8}},
    )
    task = progress.tasks["t"]
    assert (task.state, task.action, task.found) == (TaskState.WORKING, "Searching for debt", 8)


def test_a_tool_speaks_for_a_task_that_says_nothing() -> None:
    plan = {"plans": {"p": {"plan_tasks": {"t": {"id": "t", "title": "Debt"}}}}}
    progress = told(
        {"type": "task_update", "key": "planning", "status": "success", "plan_set": plan},
        {"type": "node_tool_event", "event": "tool_call_started", "tool_type": "search"}
        | {"node_id": "t", "metadata": {"input": "debt"}},
    )
    assert progress.tasks["t"].action == "search: debt"


def test_a_question_to_a_person_stands_until_it_is_answered() -> None:
    asks = {"type": "clarification_needed", "question": "Which ferry?"}
    assert told(asks).asks == "Which ferry?"
    assert told(asks).phase is Phase.WAITING
    answered = told(asks, {"type": "update_message_clarification_message"})
    assert answered.asks is None
    assert answered.phase is Phase.PLANNING


def test_a_notice_is_news_for_a_while() -> None:
    notice = {"type": "error", "message": "Slow\x1b[2J down"}
    pings = [{"type": "ping"}] * 16
    assert told(notice).fresh_notice == "Slow [2J down"
    assert told(notice, *pings).fresh_notice == ""
