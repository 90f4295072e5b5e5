"""When every run store must have the reaper look at a run, the fake and the real one alike."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from nyqst.research.dynamodb import DynamoRunStore
from nyqst.research.model.run import Outcome, Run, RunStatus
from nyqst.research.ports import RunStore
from tests.aws import Aws
from tests.builders import NOW, a_run
from tests.fakes.run_stores import MemoryRunStore

GRACE = timedelta(minutes=1)
MOMENT = timedelta(seconds=1)
FAILED = Outcome(RunStatus.FAILED, "model_failed", "No answer")


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> Iterator[RunStore]:
    if request.param == "memory":
        yield MemoryRunStore()
        return
    aws: Aws = request.getfixturevalue("aws")
    store = DynamoRunStore(aws.app)
    yield store
    # What is due knows no tenants, so the next test must not find this one's runs.
    for run in store.due(NOW + timedelta(days=1), 100):
        store.mark_closed(run.key)


@pytest.fixture
def run(store: RunStore, tenant: str) -> Run:
    return store.create(a_run(tenant), [], None, None)


def due(store: RunStore, at: datetime, limit: int = 100) -> list[str]:
    return [run.id for run in store.due(at, limit)]


def test_a_new_run_is_due_when_it_has_not_started_in_time(store: RunStore, run: Run) -> None:
    assert due(store, NOW + GRACE - MOMENT) == []
    assert due(store, NOW + GRACE) == [run.id]


def test_a_due_run_is_given_as_it_is(store: RunStore, run: Run) -> None:
    assert store.due(NOW + GRACE, 10) == (run,)


def test_a_running_run_is_due_at_its_deadline(store: RunStore, run: Run) -> None:
    store.change(run.key, RunStatus.RUNNING, NOW)
    assert due(store, run.deadline - MOMENT) == []
    assert due(store, run.deadline) == [run.id]


def test_a_run_that_has_ended_is_due_soon(store: RunStore, run: Run) -> None:
    store.change(run.key, RunStatus.RUNNING, NOW)
    ended_at = NOW + timedelta(minutes=5)
    store.end(run.key, FAILED, ended_at)
    assert due(store, ended_at + GRACE - MOMENT) == []
    assert due(store, ended_at + GRACE) == [run.id]


def test_a_closed_run_is_never_due(store: RunStore, run: Run) -> None:
    store.end(run.key, FAILED, NOW)
    store.mark_closed(run.key)
    assert due(store, NOW + timedelta(hours=10)) == []


def test_a_run_that_was_looked_at_is_due_when_it_was_said(store: RunStore, run: Run) -> None:
    again = NOW + timedelta(hours=1)
    store.look_again(run.key, again)
    assert due(store, again - MOMENT) == []
    assert due(store, again) == [run.id]


def test_looking_again_puts_off_no_run_that_has_ended(store: RunStore, run: Run) -> None:
    store.end(run.key, FAILED, NOW)
    store.look_again(run.key, NOW + timedelta(hours=1))
    assert due(store, NOW + GRACE) == [run.id]


def test_looking_again_opens_no_run_that_is_closed(store: RunStore, run: Run) -> None:
    store.end(run.key, FAILED, NOW)
    store.mark_closed(run.key)
    store.look_again(run.key, NOW)
    assert due(store, NOW + timedelta(hours=10)) == []
    assert store.get(run.key).closed


def test_those_due_longest_come_first_of_whatever_tenant(store: RunStore, tenant: str) -> None:
    ids = []
    for number in range(12):
        at = NOW + number * MOMENT
        run = a_run(f"{tenant}{number % 3}", created_at=at)
        ids.append(store.create(run, [], None, None).id)
    assert due(store, NOW + timedelta(hours=1)) == ids
    assert due(store, NOW + timedelta(hours=1), limit=5) == ids[:5]
    assert due(store, NOW + GRACE + 3 * MOMENT) == ids[:4]
