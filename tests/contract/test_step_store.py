"""What every step store must do, the fake and the real one alike."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from nyqst.errors import Superseded
from nyqst.research.dynamodb import DynamoStepStore
from nyqst.research.model.run import RunKey
from nyqst.research.ports import StepStore
from tests.aws import Aws
from tests.fakes.run_stores import MemoryStepStore

RESULT = {"plan": "a" * 64, "tasks": ["t01", "t02"], "usage": [1, 2, 3], "delivery": "ä" * 50_000}


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> StepStore:
    if request.param == "memory":
        return MemoryStepStore()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoStepStore(aws.app)


@pytest.fixture
def key(tenant: str) -> RunKey:
    return RunKey(tenant, "run_1")


def test_a_step_that_is_not_done_gives_a_lease(store: StepStore, key: RunKey) -> None:
    lease = store.acquire(key, "plan")
    assert (lease.run, lease.step, lease.attempt, lease.result) == (key, "plan", 1, None)


def test_every_lease_has_a_higher_number(store: StepStore, key: RunKey) -> None:
    with ThreadPoolExecutor(8) as pool:
        leases = list(pool.map(lambda _: store.acquire(key, "plan"), range(8)))
    assert sorted(lease.attempt for lease in leases) == list(range(1, 9))


def test_a_step_that_is_done_gives_its_result(store: StepStore, key: RunKey) -> None:
    store.finish(store.acquire(key, "plan"), RESULT)
    assert store.acquire(key, "plan").result == RESULT
    assert store.results(key) == {"plan": RESULT}


def test_a_lease_that_was_taken_over_finishes_nothing(store: StepStore, key: RunKey) -> None:
    late, current = store.acquire(key, "plan"), store.acquire(key, "plan")
    with pytest.raises(Superseded):
        store.finish(late, {"by": "late"})
    assert store.results(key) == {}
    store.finish(current, {"by": "current"})
    assert store.results(key) == {"plan": {"by": "current"}}


def test_a_late_worker_does_not_change_what_is_done(store: StepStore, key: RunKey) -> None:
    late, current = store.acquire(key, "plan"), store.acquire(key, "plan")
    store.finish(current, {"by": "current"})
    with pytest.raises(Superseded):
        store.finish(late, {"by": "late"})
    assert store.results(key) == {"plan": {"by": "current"}}


def test_finishing_may_be_said_twice(store: StepStore, key: RunKey) -> None:
    lease = store.acquire(key, "plan")
    for _ in range(2):
        store.finish(lease, RESULT)
    assert store.results(key) == {"plan": RESULT}


def test_a_step_begun_and_not_done_is_unfinished(store: StepStore, key: RunKey) -> None:
    store.acquire(key, "task:t01")
    assert store.failures(key) == {"task:t01": "unfinished"}
    assert store.results(key) == {}


def test_a_failure_says_why(store: StepStore, key: RunKey) -> None:
    store.fail(store.acquire(key, "task:t01"), "model_failed")
    assert store.failures(key) == {"task:t01": "model_failed"}


def test_a_later_attempt_may_still_finish_what_failed(store: StepStore, key: RunKey) -> None:
    store.fail(store.acquire(key, "task:t01"), "model_failed")
    store.finish(store.acquire(key, "task:t01"), RESULT)
    assert store.failures(key) == {}
    assert store.results(key) == {"task:t01": RESULT}


def test_a_failure_that_comes_late_undoes_nothing(store: StepStore, key: RunKey) -> None:
    late, current = store.acquire(key, "plan"), store.acquire(key, "plan")
    store.finish(current, RESULT)
    store.fail(late, "model_failed")
    assert store.failures(key) == {}
    assert store.acquire(key, "plan").result == RESULT


def test_steps_are_known_by_name_in_order(store: StepStore, key: RunKey) -> None:
    steps = ["plan", "synthesize", *(f"task:t{number:02}" for number in range(1, 15)), "write"]
    for number, step in enumerate(reversed(steps)):
        store.finish(store.acquire(key, step), {"n": number})
    assert list(store.results(key)) == steps


def test_steps_of_other_runs_and_tenants_are_apart(store: StepStore, key: RunKey) -> None:
    store.finish(store.acquire(key, "plan"), RESULT)
    store.acquire(key, "write")
    for other in (RunKey(key.tenant_id, "run_2"), RunKey(f"{key.tenant_id}x", "run_1")):
        assert store.results(other) == {}
        assert store.failures(other) == {}
        assert store.acquire(other, "plan").attempt == 1


def test_many_large_results_are_all_given(store: StepStore, key: RunKey) -> None:
    """More than one page of the table."""
    noise = "".join(f"{number * 7919 % 104729:x}" for number in range(60_000))
    for number in range(14):
        store.finish(store.acquire(key, f"task:t{number:02}"), {"noise": noise, "n": number})
    assert [result["n"] for result in store.results(key).values()] == list(range(14))
