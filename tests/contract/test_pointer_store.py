"""What every pointer store must do, the fake and the real one alike."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from nyqst.artifacts.dynamodb import DynamoPointerStore
from nyqst.artifacts.model import Pointer
from nyqst.artifacts.ports import PointerStore
from nyqst.errors import Conflict, NotFound
from tests.aws import Aws
from tests.builders import NOW
from tests.fakes.artifact_stores import MemoryPointerStore


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> PointerStore:
    if request.param == "memory":
        return MemoryPointerStore()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoPointerStore(aws.app)


def pointer(version: int = 1, **changes: Any) -> Pointer:
    return replace(Pointer("runs", "run_1", "a" * 64, version, NOW, "usr_a"), **changes)


def test_a_pointer_is_read_back_as_it_was(store: PointerStore, tenant: str) -> None:
    made = pointer(pointer_type="snapshot", description="The run", meta={"run": {"n": [1, 2]}})
    store.move(tenant, made)
    assert store.get(tenant, "runs", "run_1") == made


def test_an_unknown_pointer_is_not_found(store: PointerStore, tenant: str) -> None:
    with pytest.raises(NotFound) as refusal:
        store.get(tenant, "runs", "run_1")
    assert refusal.value.code == "pointer_not_found"


def test_it_moves_from_the_version_it_is_at(store: PointerStore, tenant: str) -> None:
    store.move(tenant, pointer(1))
    store.move(tenant, pointer(2, manifest_sha256="b" * 64))
    assert store.get(tenant, "runs", "run_1").manifest_sha256 == "b" * 64


@pytest.mark.parametrize("version", [1, 3])
def test_it_moves_from_no_other_version(store: PointerStore, tenant: str, version: int) -> None:
    store.move(tenant, pointer(1))
    with pytest.raises(Conflict) as refusal:
        store.move(tenant, pointer(version, manifest_sha256="b" * 64))
    assert refusal.value.code == "pointer_moved"
    assert store.history(tenant, "runs", "run_1") == (pointer(1),)


def test_a_new_pointer_begins_with_version_one(store: PointerStore, tenant: str) -> None:
    with pytest.raises(Conflict) as refusal:
        store.move(tenant, pointer(2))
    assert refusal.value.code == "pointer_moved"
    with pytest.raises(NotFound):
        store.get(tenant, "runs", "run_1")


def test_of_many_who_move_it_at_once_one_does(store: PointerStore, tenant: str) -> None:
    def move(number: int) -> bool:
        try:
            store.move(tenant, pointer(1, manifest_sha256=f"{number:064}"))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(move, range(8))) == 1


def test_history_has_every_version_newest_first(store: PointerStore, tenant: str) -> None:
    versions = [pointer(number) for number in (1, 2, 3)]
    for each in versions:
        store.move(tenant, each)
    assert store.history(tenant, "runs", "run_1") == tuple(reversed(versions))


def test_history_stays_in_order_past_the_ninth_version(store: PointerStore, tenant: str) -> None:
    for number in range(1, 13):
        store.move(tenant, pointer(number))
    versions = [each.version for each in store.history(tenant, "runs", "run_1")]
    assert versions == list(range(12, 0, -1))


def test_an_unknown_pointer_has_no_history(store: PointerStore, tenant: str) -> None:
    assert store.history(tenant, "runs", "run_1") == ()


def test_a_deleted_pointer_is_found_and_points_nowhere(store: PointerStore, tenant: str) -> None:
    store.move(tenant, pointer(1))
    store.move(tenant, pointer(2, manifest_sha256=None))
    assert store.get(tenant, "runs", "run_1").manifest_sha256 is None
    assert len(store.history(tenant, "runs", "run_1")) == 2


def test_a_deleted_pointer_is_not_listed_until_it_points_again(
    store: PointerStore, tenant: str
) -> None:
    store.move(tenant, pointer(1))
    store.move(tenant, pointer(2, manifest_sha256=None))
    assert store.list(tenant, "runs") == ()
    store.move(tenant, pointer(3))
    assert store.list(tenant, "runs") == (pointer(3),)


def test_pointers_are_listed_by_name_and_by_namespace(store: PointerStore, tenant: str) -> None:
    for namespace, name in (("runs", "b"), ("runs", "a/c"), ("other", "a"), ("runs/x", "a")):
        store.move(tenant, pointer(namespace=namespace, name=name))
    assert [each.name for each in store.list(tenant, "runs")] == ["a/c", "b"]


def test_another_tenant_neither_finds_nor_lists_it(store: PointerStore, tenant: str) -> None:
    store.move(tenant, pointer(1))
    assert store.list(f"{tenant}x", "runs") == ()
    assert store.history(f"{tenant}x", "runs", "run_1") == ()
    with pytest.raises(NotFound):
        store.get(f"{tenant}x", "runs", "run_1")


def test_names_that_look_alike_when_joined_are_apart(store: PointerStore, tenant: str) -> None:
    store.move(tenant, pointer(1, namespace="a/b", name="c"))
    store.move(tenant, pointer(1, namespace="a", name="b/c", manifest_sha256="b" * 64))
    assert [each.version for each in store.history(tenant, "a/b", "c")] == [1]
    assert store.get(tenant, "a", "b/c").manifest_sha256 == "b" * 64
