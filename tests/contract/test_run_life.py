"""What every run store must do with runs as they go on and end, the fake and the real one alike."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from nyqst.errors import Conflict, NotFound
from nyqst.research.dynamodb import DynamoRunStore
from nyqst.research.model.run import TRANSITIONS, Outcome, Run, RunKey, RunStatus
from nyqst.research.ports import RunStore
from tests.aws import Aws
from tests.builders import NOW, a_run
from tests.fakes.run_stores import MemoryRunStore

LATER = NOW + timedelta(minutes=1)
ENDINGS = [status for status, targets in TRANSITIONS.items() if not targets]
CANCELLED = Outcome(RunStatus.CANCELLED, "cancelled", "The run was cancelled")


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> RunStore:
    if request.param == "memory":
        return MemoryRunStore()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoRunStore(aws.app)


@pytest.fixture
def run(store: RunStore, tenant: str) -> Run:
    return store.create(a_run(tenant), [], None, None)


@pytest.fixture
def running(store: RunStore, run: Run) -> Run:
    return store.change(run.key, RunStatus.RUNNING, LATER)


def test_a_queued_run_starts(store: RunStore, run: Run, running: Run) -> None:
    assert (running.status, running.started_at) == (RunStatus.RUNNING, LATER)
    assert store.get(run.key) == running


def test_a_run_does_not_start_twice(store: RunStore, running: Run) -> None:
    with pytest.raises(Conflict):
        store.change(running.key, RunStatus.RUNNING, LATER)


def test_a_run_goes_on_after_waiting_and_started_when_it_did(store: RunStore, running: Run) -> None:
    assert store.change(running.key, RunStatus.WAITING, LATER).status is RunStatus.WAITING
    resumed = store.change(running.key, RunStatus.RUNNING, LATER + timedelta(hours=1))
    assert resumed == running


def test_a_run_that_has_not_started_does_not_wait(store: RunStore, run: Run) -> None:
    with pytest.raises(Conflict):
        store.change(run.key, RunStatus.WAITING, LATER)
    assert store.get(run.key) == run


def test_an_unknown_run_does_not_start(store: RunStore, tenant: str) -> None:
    with pytest.raises(NotFound):
        store.change(RunKey(tenant, "run_unknown"), RunStatus.RUNNING, LATER)


@pytest.mark.parametrize("status", ENDINGS)
def test_a_running_run_ends(store: RunStore, running: Run, status: RunStatus) -> None:
    ended = store.end(running.key, Outcome(status, "why", "because"), LATER)
    assert (ended.status, ended.ended_at, ended.closed) == (status, LATER, False)
    assert (ended.error_type, ended.error_message) == ("why", "because")
    assert store.get(running.key) == ended


@pytest.mark.parametrize("status", [RunStatus.FAILED, RunStatus.CANCELLED])
def test_a_run_may_end_before_it_starts(store: RunStore, run: Run, status: RunStatus) -> None:
    assert store.end(run.key, Outcome(status), LATER).status is status


def test_a_run_that_has_not_started_does_not_succeed(store: RunStore, run: Run) -> None:
    with pytest.raises(Conflict):
        store.end(run.key, Outcome(RunStatus.SUCCEEDED), LATER)
    assert store.get(run.key) == run


@pytest.mark.parametrize("second", ENDINGS)
def test_the_first_ending_holds(store: RunStore, running: Run, second: RunStatus) -> None:
    first = store.end(running.key, CANCELLED, LATER)
    assert store.end(running.key, Outcome(second, "other"), LATER + timedelta(hours=1)) == first
    assert store.get(running.key) == first


def test_an_unknown_run_does_not_end(store: RunStore, tenant: str) -> None:
    with pytest.raises(NotFound):
        store.end(RunKey(tenant, "run_unknown"), CANCELLED, LATER)


def test_a_run_that_has_ended_does_not_start(store: RunStore, run: Run) -> None:
    store.end(run.key, CANCELLED, LATER)
    with pytest.raises(Conflict):
        store.change(run.key, RunStatus.RUNNING, LATER)


def test_of_many_endings_at_once_all_see_the_same(store: RunStore, running: Run) -> None:
    def end(number: int) -> Run:
        return store.end(running.key, Outcome(RunStatus.FAILED, f"reason_{number}"), LATER)

    with ThreadPoolExecutor(6) as pool:
        assert len({ended.error_type for ended in pool.map(end, range(6))}) == 1


def test_a_closed_run_says_so(store: RunStore, run: Run) -> None:
    ended = store.end(run.key, CANCELLED, LATER)
    for _ in range(2):
        store.mark_closed(run.key)
    closed = store.get(run.key)
    assert closed.closed
    assert (closed.status, closed.ended_at) == (ended.status, ended.ended_at)
