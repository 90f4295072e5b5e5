"""How every queue of tenants keeps them and their turns, the fake and the real one alike."""

import pytest

from nyqst.errors import Conflict
from nyqst.research.dynamodb import DynamoTenantQueue
from nyqst.research.model.turns import Turns
from nyqst.research.ports import TenantQueue
from tests.aws import Aws
from tests.fakes.tenant_queue import MemoryTenantQueue


@pytest.fixture(params=["memory", "dynamodb"])
def queue(request: pytest.FixtureRequest) -> TenantQueue:
    if request.param == "memory":
        return MemoryTenantQueue()
    aws: Aws = request.getfixturevalue("aws")
    queue = DynamoTenantQueue(aws.app)
    queue.forget()
    for tenant_id in queue.read().weights:
        queue.keep(Turns(1), left=tenant_id)
        queue.forget()
    return queue


def served(queue: TenantQueue, tenant_id: str) -> Turns:
    found = queue.read()
    turns = found.turns.joined(found.weights).given(tenant_id)
    queue.keep(turns, left=None)
    return turns


def test_at_first_nobody_waits(queue: TenantQueue) -> None:
    assert not queue.anyone()
    assert (queue.read().weights, queue.read().turns) == ({}, Turns())


def test_who_joins_waits_with_its_weight(queue: TenantQueue) -> None:
    queue.join("ten_a", 4)
    queue.join("ten_b", 1)
    assert queue.anyone()
    assert queue.read().weights == {"ten_a": 4, "ten_b": 1}


def test_who_joins_again_waits_once_with_the_weight_it_has_now(queue: TenantQueue) -> None:
    queue.join("ten_a", 4)
    queue.join("ten_a", 16)
    assert queue.read().weights == {"ten_a": 16}


def test_turns_are_kept_as_they_are(queue: TenantQueue) -> None:
    queue.join("ten_a", 3)
    queue.join("ten_b", 1)
    turns = served(queue, "ten_a")
    assert queue.read().turns == turns


def test_turns_that_somebody_else_has_changed_are_refused(queue: TenantQueue) -> None:
    queue.join("ten_a", 1)
    seen = queue.read().turns.joined({"ten_a": 1})
    queue.keep(seen.given("ten_a"), left=None)
    with pytest.raises(Conflict):
        queue.keep(seen.given("ten_a"), left="ten_a")
    assert queue.read().turns.version == 1
    assert queue.read().weights == {"ten_a": 1}


def test_who_leaves_waits_no_more(queue: TenantQueue) -> None:
    queue.join("ten_a", 1)
    queue.join("ten_b", 1)
    turns = queue.read().turns.joined({"ten_a": 1, "ten_b": 1})
    queue.keep(turns.left("ten_a"), left="ten_a")
    assert queue.read().weights == {"ten_b": 1}


def test_forgotten_turns_begin_anew(queue: TenantQueue) -> None:
    queue.join("ten_a", 1)
    served(queue, "ten_a")
    queue.forget()
    assert queue.read().turns == Turns()
    assert served(queue, "ten_a").version == 1


def test_the_row_of_turns_is_nobody_who_waits(queue: TenantQueue) -> None:
    queue.join("ten_a", 1)
    turns = queue.read().turns.joined({"ten_a": 1})
    queue.keep(turns.left("ten_a"), left="ten_a")
    assert not queue.anyone()
    assert queue.read().weights == {}
