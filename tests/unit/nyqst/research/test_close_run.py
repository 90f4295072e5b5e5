"""The one ending of every run."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from nyqst.chats.model import Creator, Message
from nyqst.errors import Conflict, ModelFailed, NotFound, Unavailable
from nyqst.identity.model import Caller
from nyqst.research.model.run import Outcome, Run, RunKey, RunStatus
from tests.builders import a_message, a_run
from tests.fakes.platform import MemoryPlatform
from tests.fakes.run_stores import MemoryRunStore
from tests.run_log import entries, kinds, of_kind, walk


@pytest.fixture
def written(platform: MemoryPlatform, caller: Caller) -> Run:
    """Everything is done but the ending."""
    run = platform.ask(caller)
    for task in platform.plan_run(run.key)["tasks"]:
        platform.research_task(run.key, task)
    platform.synthesize_run(run.key)
    platform.write_deliverable(run.key)
    return run


def answer_of(platform: MemoryPlatform, run: Run) -> Message:
    return platform.stores.chats.message(run.tenant_id, run.chat_id, run.message_id)


def test_a_run_that_was_written_succeeds(platform: MemoryPlatform, written: Run) -> None:
    platform.clock.move(minutes=2)
    run = platform.close_run(written.key, RunStatus.SUCCEEDED)
    assert (run.status, run.closed, run.error_type) == (RunStatus.SUCCEEDED, True, None)
    assert run.ended_at == platform.clock.now()
    assert platform.stores.runs.get(run.key) == run


def test_its_message_is_the_answer(platform: MemoryPlatform, written: Run) -> None:
    platform.close_run(written.key, RunStatus.SUCCEEDED)
    answer = answer_of(platform, written)
    assert (answer.is_running, answer.is_answer, answer.error_type) == (False, True, None)
    assert answer.content.startswith("The fleet has 12 ferries.")
    assert {entity["file_name"] for entity in answer.entities} == {"fleet.txt", "crew.txt"}
    html = platform.artifacts("ten_a").read(answer.report_sha256 or "")
    assert html.startswith(b"<h1>How is the company")


def test_its_log_ends_with_usage_message_and_done(platform: MemoryPlatform, written: Run) -> None:
    platform.close_run(written.key, RunStatus.SUCCEEDED)
    log = entries(platform.stores.events, written.key)
    assert [entry["type"] for entry in log[-4:]] == [
        "usage-update",
        "ai_message",
        "message_is_answer",
        "done",
    ]
    assert log[-1]["message"]["id"] == written.message_id
    assert log[-1]["message"]["content"] == answer_of(platform, written).content
    assert walk(log).ended


def test_usage_is_all_that_was_consumed(platform: MemoryPlatform, written: Run) -> None:
    platform.close_run(written.key, RunStatus.SUCCEEDED)
    (usage,) = of_kind(platform.stores.events, written.key, "usage-update")
    calls = len(platform.script.asked)
    assert usage["input_tokens"] == 100 * calls
    assert usage["total_tokens"] == 110 * calls
    assert usage["cost_cents"] == round(0.25 * calls + 0.001)


def test_closing_again_changes_nothing(platform: MemoryPlatform, written: Run) -> None:
    first = platform.close_run(written.key, RunStatus.SUCCEEDED)
    log = kinds(platform.stores.events, written.key)
    platform.clock.move(minutes=2)
    for status in (RunStatus.SUCCEEDED, RunStatus.FAILED, RunStatus.CANCELLED):
        assert platform.close_run(written.key, status) == first
    assert kinds(platform.stores.events, written.key) == log


def test_a_run_without_a_report_does_not_succeed(platform: MemoryPlatform, caller: Caller) -> None:
    run = platform.ask(caller)
    platform.plan_run(run.key)
    closed = platform.close_run(run.key, RunStatus.SUCCEEDED)
    assert (closed.status, closed.error_type) == (RunStatus.FAILED, "workflow_failed")


def test_a_failure_says_which_step_failed(platform: MemoryPlatform, caller: Caller) -> None:
    run = platform.ask(caller)
    platform.script.fail("plan", ModelFailed("x"))
    with pytest.raises(ModelFailed):
        platform.plan_run(run.key)
    closed = platform.close_run(run.key, RunStatus.FAILED)
    assert (closed.error_type, closed.error_message) == (
        "model_failed",
        "The question could not be planned",
    )


def test_a_failure_that_nobody_explains_broke_off(platform: MemoryPlatform, caller: Caller) -> None:
    closed = platform.close_run(platform.ask(caller).key, RunStatus.FAILED)
    assert (closed.error_type, closed.error_message) == ("workflow_failed", "The run broke off")


def test_a_failure_is_told_in_log_and_chat(platform: MemoryPlatform, caller: Caller) -> None:
    run = platform.ask(caller)
    platform.close_run(run.key, RunStatus.FAILED, "deadline_passed", "It took too long")
    last = entries(platform.stores.events, run.key)[-1]
    assert (last["type"], last["error_type"], last["error_message"]) == (
        "ERROR",
        "deadline_passed",
        "It took too long",
    )
    answer = answer_of(platform, run)
    assert (answer.is_running, answer.is_answer) == (False, False)
    assert (answer.content, answer.error_type) == ("It took too long", "TIMEOUT")
    assert (answer.report_sha256, answer.entities) == (None, ())


@pytest.mark.parametrize(
    ("status", "expected"),
    [(RunStatus.FAILED, "ERROR"), (RunStatus.CANCELLED, "ERROR"), (RunStatus.SUCCEEDED, "done")],
)
def test_the_row_decides_whatever_is_asked_for(
    platform: MemoryPlatform, written: Run, status: RunStatus, expected: str
) -> None:
    """Somebody wrote the row and died; whoever comes next finishes that ending."""
    platform.stores.runs.end(written.key, Outcome(status, "first", "First"), platform.clock.now())
    for asked in (RunStatus.SUCCEEDED, RunStatus.FAILED, RunStatus.CANCELLED):
        run = platform.close_run(written.key, asked, "other", "Other")
        assert (run.status, run.error_type, run.closed) == (status, "first", True)
    log = kinds(platform.stores.events, written.key)
    assert [kind for kind in log if kind in ("done", "ERROR")] == [expected]
    assert log[-1] == expected


@dataclass(frozen=True)
class NeverMarked:
    """A run store whose user dies before the last of its calls."""

    runs: MemoryRunStore

    def __getattr__(self, name: str) -> Any:
        return getattr(self.runs, name)

    def mark_closed(self, key: RunKey) -> None:
        raise Unavailable(f"{key.run_id} stays open")


def test_a_log_that_has_ended_is_left_as_it_is(platform: MemoryPlatform, written: Run) -> None:
    dying = replace(platform.close_run, runs=NeverMarked(platform.stores.runs))
    with pytest.raises(Unavailable):
        dying(written.key, RunStatus.SUCCEEDED)
    log = kinds(platform.stores.events, written.key)
    assert log[-1] == "done"
    assert not platform.stores.runs.get(written.key).closed
    assert platform.close_run(written.key, RunStatus.FAILED).closed
    assert kinds(platform.stores.events, written.key) == log


def test_a_run_whose_log_never_began_gets_a_whole_one(platform: MemoryPlatform) -> None:
    run = a_run("ten_a")
    message = a_message(run.chat_id, id=run.message_id, creator=Creator.AI)
    platform.stores.runs.create(run, [message], None, None)
    platform.close_run(run.key, RunStatus.FAILED)
    log = entries(platform.stores.events, run.key)
    assert [entry["type"] for entry in log] == ["stream_start", "usage-update", "ERROR"]
    assert walk(log).ended


def test_an_unknown_run_is_not_closed(platform: MemoryPlatform) -> None:
    with pytest.raises(NotFound):
        platform.close_run(RunKey("ten_a", "run_unknown"), RunStatus.FAILED)


def test_a_run_that_waits_for_a_person_does_not_succeed(
    platform: MemoryPlatform, written: Run
) -> None:
    platform.stores.runs.change(written.key, RunStatus.WAITING, platform.clock.now())
    with pytest.raises(Conflict):
        platform.close_run(written.key, RunStatus.SUCCEEDED)
    assert not of_kind(platform.stores.events, written.key, "done")
