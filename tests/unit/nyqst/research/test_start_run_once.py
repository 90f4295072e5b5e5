"""Asking for the same run twice."""

import pytest

from nyqst.errors import Conflict
from nyqst.identity.model import Caller
from nyqst.research.model.run import Run, RunStatus
from nyqst.research.start_run import RunRequest
from tests.builders import a_caller, once
from tests.fakes.platform import MemoryPlatform
from tests.run_log import kinds

REQUEST = RunRequest("How many ferries?")


def runs_of(platform: MemoryPlatform, caller: Caller) -> tuple[Run, ...]:
    return platform.stores.runs.list(caller.tenant_id, 10, None).items


def test_the_same_request_is_one_run(platform: MemoryPlatform, caller: Caller) -> None:
    first = platform.start_run(caller, REQUEST, once())
    assert platform.start_run(caller, REQUEST, once()) == first
    assert runs_of(platform, caller) == (first,)
    assert platform.stores.workflow.started == [first.key]
    assert kinds(platform.stores.events, first.key) == ["stream_start"]
    assert len(platform.chats(caller).messages(first.chat_id, 10, None).items) == 2
    assert len(platform.chats(caller).list(10, None).items) == 1


def test_a_replay_gives_the_run_as_it_is_now(platform: MemoryPlatform, caller: Caller) -> None:
    done = platform.work(platform.start_run(caller, REQUEST, once()))
    log = kinds(platform.stores.events, done.key)
    assert platform.start_run(caller, REQUEST, once()) == done
    assert done.status is RunStatus.SUCCEEDED
    assert kinds(platform.stores.events, done.key) == log


def test_a_replay_makes_up_for_a_start_that_did_not_come_off(
    platform: MemoryPlatform, caller: Caller
) -> None:
    platform.stores.workflow.down = True
    first = platform.start_run(caller, REQUEST, once())
    platform.stores.workflow.down = False
    platform.start_run(caller, REQUEST, once())
    assert platform.stores.workflow.started == [first.key]


def test_another_request_under_the_same_key_is_refused(
    platform: MemoryPlatform, caller: Caller
) -> None:
    first = platform.start_run(caller, REQUEST, once())
    with pytest.raises(Conflict) as refusal:
        platform.start_run(caller, RunRequest("How many crew?"), once(body="other"))
    assert refusal.value.code == "idempotency_key_reused"
    assert runs_of(platform, caller) == (first,)
    assert platform.stores.workflow.started == [first.key]


def test_another_tenant_may_use_the_same_key(platform: MemoryPlatform, caller: Caller) -> None:
    ours = platform.start_run(caller, REQUEST, once())
    theirs = platform.start_run(a_caller("ten_b"), RunRequest("Crew?"), once(body="other"))
    assert (ours.tenant_id, theirs.tenant_id) == ("ten_a", "ten_b")


def test_without_a_key_every_request_is_a_run(platform: MemoryPlatform, caller: Caller) -> None:
    assert len({platform.start_run(caller, REQUEST, None).id for _ in range(3)}) == 3


def test_a_retry_is_replayed_too(platform: MemoryPlatform, caller: Caller) -> None:
    failed = platform.start_run(caller, REQUEST, None)
    platform.cancel_run(caller, failed.id)
    first = platform.start_run.retry(caller, failed.id, once())
    assert platform.start_run.retry(caller, failed.id, once()) == first
    assert len(runs_of(platform, caller)) == 2
