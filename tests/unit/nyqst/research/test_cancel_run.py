"""Stopping a run."""

import pytest

from nyqst.errors import NotFound, Unavailable
from nyqst.identity.model import Caller
from nyqst.research.model.run import Run, RunStatus
from tests.builders import a_caller
from tests.fakes.platform import MemoryPlatform
from tests.run_log import entries, kinds, walk


@pytest.fixture
def run(platform: MemoryPlatform, caller: Caller) -> Run:
    return platform.ask(caller)


def test_a_run_is_cancelled(platform: MemoryPlatform, caller: Caller, run: Run) -> None:
    cancelled = platform.cancel_run(caller, run.id)
    assert (cancelled.status, cancelled.error_type) == (RunStatus.CANCELLED, "cancelled")
    assert cancelled.closed
    assert platform.stores.runs.get(run.key) == cancelled
    assert platform.stores.workflow.stopped == [run.key]


def test_its_log_says_so_and_ends(platform: MemoryPlatform, caller: Caller, run: Run) -> None:
    platform.cancel_run(caller, run.id)
    log = entries(platform.stores.events, run.key)
    assert (log[-1]["type"], log[-1]["error_type"]) == ("ERROR", "cancelled")
    assert walk(log).ended


def test_its_message_runs_no_more(platform: MemoryPlatform, caller: Caller, run: Run) -> None:
    platform.cancel_run(caller, run.id)
    answer = platform.chats(caller).message(run.chat_id, run.message_id)
    assert (answer.is_running, answer.content) == (False, "The run was cancelled")


def test_cancelling_twice_changes_nothing(
    platform: MemoryPlatform, caller: Caller, run: Run
) -> None:
    first = platform.cancel_run(caller, run.id)
    log = kinds(platform.stores.events, run.key)
    platform.clock.move(minutes=1)
    assert platform.cancel_run(caller, run.id) == first
    assert kinds(platform.stores.events, run.key) == log


def test_a_run_that_has_ended_stays_as_it_is(
    platform: MemoryPlatform, caller: Caller, run: Run
) -> None:
    done = platform.work(run)
    assert platform.cancel_run(caller, run.id) == done
    assert platform.stores.workflow.stopped == []
    assert kinds(platform.stores.events, run.key)[-1] == "done"


def test_nothing_is_done_for_a_cancelled_run(
    platform: MemoryPlatform, caller: Caller, run: Run
) -> None:
    platform.cancel_run(caller, run.id)
    log = kinds(platform.stores.events, run.key)
    assert platform.work(run).status is RunStatus.CANCELLED
    assert kinds(platform.stores.events, run.key) == log
    assert platform.script.asked == []


def test_a_run_is_cancelled_although_its_workflow_cannot_be_stopped(
    platform: MemoryPlatform, caller: Caller, run: Run
) -> None:
    platform.stores.workflow.down = True
    with pytest.raises(Unavailable):
        platform.cancel_run(caller, run.id)
    assert platform.stores.runs.get(run.key).status is RunStatus.CANCELLED
    assert platform.cancel_run(caller, run.id).closed


def test_an_unknown_run_is_not_found(platform: MemoryPlatform, caller: Caller) -> None:
    theirs = platform.ask(a_caller("ten_b"))
    for run_id in ("run_unknown", theirs.id):
        with pytest.raises(NotFound) as refusal:
            platform.cancel_run(caller, run_id)
        assert refusal.value.code == "run_not_found"
    assert platform.stores.runs.get(theirs.key).status is RunStatus.QUEUED
