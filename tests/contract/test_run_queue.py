"""How every run store keeps the runs that wait, the fake and the real one alike."""

from datetime import timedelta

import pytest

from nyqst.errors import Conflict
from nyqst.research.dynamodb import DynamoRunStore
from nyqst.research.model.run import Outcome, Run, RunStatus
from nyqst.research.ports import RunStore
from tests.aws import Aws
from tests.builders import NOW, a_run
from tests.fakes.run_stores import MemoryRunStore

LATER = NOW + timedelta(hours=2)
CANCELLED = Outcome(RunStatus.CANCELLED, "cancelled", "The run was cancelled")


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> RunStore:
    if request.param == "memory":
        return MemoryRunStore()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoRunStore(aws.app)


def created(store: RunStore, tenant: str, count: int) -> list[Run]:
    return [
        store.create(
            a_run(tenant, created_at=NOW + timedelta(seconds=number), dispatched=False),
            [],
            None,
            None,
        )
        for number in range(count)
    ]


def waiting(store: RunStore, tenant: str) -> list[str]:
    return [run.id for run in store.waiting(tenant)]


def test_new_runs_wait_in_the_order_in_which_they_came(store: RunStore, tenant: str) -> None:
    runs = created(store, tenant, 3)
    assert waiting(store, tenant) == [run.id for run in runs]


def test_another_tenants_runs_are_not_among_them(store: RunStore, tenant: str) -> None:
    created(store, tenant, 1)
    assert waiting(store, f"{tenant}x") == []


def test_a_dispatched_run_waits_no_more_and_has_its_deadline(store: RunStore, tenant: str) -> None:
    first, second = created(store, tenant, 2)
    dispatched = store.dispatch(first.key, LATER, NOW)
    assert (dispatched.dispatched, dispatched.deadline) == (True, LATER)
    assert store.get(first.key) == dispatched
    assert waiting(store, tenant) == [second.id]


def test_a_run_is_dispatched_again_without_harm(store: RunStore, tenant: str) -> None:
    (run,) = created(store, tenant, 1)
    store.dispatch(run.key, LATER, NOW)
    assert store.dispatch(run.key, LATER, NOW).dispatched


def test_a_run_that_has_ended_is_not_dispatched(store: RunStore, tenant: str) -> None:
    (run,) = created(store, tenant, 1)
    store.end(run.key, CANCELLED, NOW)
    with pytest.raises(Conflict):
        store.dispatch(run.key, LATER, NOW)
    assert not store.get(run.key).dispatched


def test_a_run_that_has_ended_waits_no_more(store: RunStore, tenant: str) -> None:
    first, second = created(store, tenant, 2)
    store.end(first.key, CANCELLED, NOW)
    assert waiting(store, tenant) == [second.id]
    store.mark_closed(first.key)
    assert waiting(store, tenant) == [second.id]
