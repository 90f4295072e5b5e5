"""Trying a failed run again."""

import pytest

from nyqst.errors import Conflict, ModelFailed, NotFound
from nyqst.identity.model import Caller
from nyqst.research.model.run import Run, RunStatus
from tests.builders import a_caller
from tests.fakes.platform import MemoryPlatform
from tests.run_log import entries, of_kind, walk


def failed(platform: MemoryPlatform, caller: Caller, call: str = "synthesize") -> Run:
    """A run that failed because that call did; it would work now."""
    platform.script.fail(call, ModelFailed("No answer"))
    run = platform.work(platform.ask(caller))
    assert run.status is RunStatus.FAILED
    platform.script.asked.clear()
    return run


def test_a_retry_is_a_new_run_for_the_same_question(
    platform: MemoryPlatform, caller: Caller
) -> None:
    before = failed(platform, caller)
    run = platform.start_run.retry(caller, before.id, None)
    assert (run.retry_of, run.attempt, run.status) == (before.id, 2, RunStatus.QUEUED)
    assert (run.query, run.chat_id) == (before.query, before.chat_id)
    assert run.user_message_id == before.user_message_id
    assert (run.error_type, run.ended_at, run.started_at, run.closed) == (None, None, None, False)
    answer = platform.chats(caller).message(run.chat_id, run.message_id)
    assert (answer.run_id, answer.retry_attempts, answer.is_running) == (run.id, 1, True)
    assert platform.stores.workflow.started[-1] == run.key


def test_a_retry_takes_over_what_was_finished(platform: MemoryPlatform, caller: Caller) -> None:
    before = failed(platform, caller)
    run = platform.work(platform.start_run.retry(caller, before.id, None))
    assert run.status is RunStatus.SUCCEEDED
    assert not {"plan", "take_notes t01"} & set(platform.script.asked)
    assert "synthesize" in platform.script.asked
    assert walk(entries(platform.stores.events, run.key)).ended


def test_a_retry_says_what_it_took_over(platform: MemoryPlatform, caller: Caller) -> None:
    run = platform.start_run.retry(caller, failed(platform, caller).id, None)
    platform.work(run)
    updates = of_kind(platform.stores.events, run.key, "task_update")
    taken_over = [each["key"] for each in updates if "Taken over" in each["message"]]
    assert taken_over == ["t01", "t02", "t03"]


def test_only_the_tasks_that_failed_are_researched_again(
    platform: MemoryPlatform, caller: Caller
) -> None:
    for task in ("t01", "t02"):
        platform.script.fail(f"take_notes {task}", ModelFailed("No answer"))
    before = platform.work(platform.ask(caller))
    assert before.error_type == "quorum_not_met"
    platform.script.asked.clear()
    assert platform.work(platform.start_run.retry(caller, before.id, None)).status == "succeeded"
    noted = [call for call in platform.script.asked if call.startswith("take_notes")]
    assert noted == ["take_notes t01", "take_notes t02"]


def test_a_retry_pays_for_what_it_did_itself(platform: MemoryPlatform, caller: Caller) -> None:
    run = platform.start_run.retry(caller, failed(platform, caller).id, None)
    platform.work(run)
    (usage,) = of_kind(platform.stores.events, run.key, "usage-update")
    assert usage["input_tokens"] == 100 * len(platform.script.asked)


def test_a_retry_of_a_retry_takes_over_from_both(platform: MemoryPlatform, caller: Caller) -> None:
    first = failed(platform, caller)
    platform.script.fail("write summary", ModelFailed("No answer"))
    second = platform.work(platform.start_run.retry(caller, first.id, None))
    platform.script.asked.clear()
    third = platform.work(platform.start_run.retry(caller, second.id, None))
    assert (third.status, third.attempt) == (RunStatus.SUCCEEDED, 3)
    assert not {"plan", "take_notes t01"} & set(platform.script.asked)


def test_a_cancelled_run_may_be_tried_again(platform: MemoryPlatform, caller: Caller) -> None:
    cancelled = platform.cancel_run(caller, platform.ask(caller).id)
    run = platform.work(platform.start_run.retry(caller, cancelled.id, None))
    assert run.status is RunStatus.SUCCEEDED


@pytest.mark.parametrize("finished", [True, False], ids=["succeeded", "queued"])
def test_a_run_that_did_not_fail_is_not_retried(
    platform: MemoryPlatform,
    caller: Caller,
    finished: bool,  # noqa: FBT001
) -> None:
    run = platform.ask(caller)
    if finished:
        platform.work(run)
    with pytest.raises(Conflict) as refusal:
        platform.start_run.retry(caller, run.id, None)
    assert refusal.value.code == "run_not_failed"
    assert len(platform.stores.runs.list("ten_a", 10, None).items) == 1


def test_an_unknown_run_is_not_retried(platform: MemoryPlatform, caller: Caller) -> None:
    theirs = failed(platform, a_caller("ten_b"))
    for run_id in (theirs.id, "run_unknown"):
        with pytest.raises(NotFound) as refusal:
            platform.start_run.retry(caller, run_id, None)
        assert refusal.value.code == "run_not_found"


def test_nothing_is_retried_in_a_chat_that_is_gone(
    platform: MemoryPlatform, caller: Caller
) -> None:
    before = failed(platform, caller)
    platform.chats(caller).delete(before.chat_id)
    with pytest.raises(NotFound) as refusal:
        platform.start_run.retry(caller, before.id, None)
    assert refusal.value.code == "chat_not_found"
    assert len(platform.stores.runs.list("ten_a", 10, None).items) == 1
