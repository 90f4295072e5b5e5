"""What every store of deliveries must do, the fake and the real one alike."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from nyqst.ids import dated_id
from nyqst.webhooks.dynamodb import DynamoDeliveryStore
from nyqst.webhooks.model.delivery import Attempt, Delivery, DeliveryStatus
from nyqst.webhooks.model.event import EventType
from nyqst.webhooks.ports import DeliveryStore
from tests.aws import Aws
from tests.builders import NOW
from tests.fakes.delivery_store import MemoryDeliveryStore


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> DeliveryStore:
    if request.param == "memory":
        return MemoryDeliveryStore()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoDeliveryStore(aws.app)


def a_delivery(tenant: str, minutes: int = 0) -> Delivery:
    at = NOW + timedelta(minutes=minutes)
    id_ = dated_id("dlv", at, tenant.encode())
    return Delivery(tenant, "whk_1", id_, "evt_1", EventType.RUN_FINISHED, "{}", at, at)


def due(store: DeliveryStore, tenant: str, minutes: int = 0) -> list[Delivery]:
    found = store.due(NOW + timedelta(minutes=minutes), 100)
    return [each for each in found if each.tenant_id == tenant]


def test_a_delivery_is_read_back_as_it_was(store: DeliveryStore, tenant: str) -> None:
    attempts = (
        Attempt(NOW, None, "timeout", "", 12_000),
        Attempt(NOW + timedelta(minutes=1), 500, None, "no", 3),
    )
    delivery = replace(a_delivery(tenant), attempts=attempts, tries=2)
    assert store.add(delivery)
    assert store.get(tenant, "whk_1", delivery.id) == delivery


def test_the_same_delivery_is_added_once(store: DeliveryStore, tenant: str) -> None:
    delivery = a_delivery(tenant)
    assert store.add(delivery)
    store.change(replace(delivery, status=DeliveryStatus.DELIVERED, next_at=None))
    assert not store.add(replace(delivery))
    found = store.get(tenant, "whk_1", delivery.id)
    assert found is not None
    assert found.status is DeliveryStatus.DELIVERED


def test_what_nobody_added_is_not_there(store: DeliveryStore, tenant: str) -> None:
    assert store.get(tenant, "whk_1", "dlv_x") is None
    store.add(a_delivery(tenant))
    assert store.get(tenant, "whk_2", a_delivery(tenant).id) is None
    assert store.get(f"{tenant}x", "whk_1", a_delivery(tenant).id) is None


def test_it_is_due_when_its_time_has_come(store: DeliveryStore, tenant: str) -> None:
    delivery = a_delivery(tenant, 5)
    store.add(delivery)
    assert due(store, tenant, 4) == []
    assert due(store, tenant, 5) == [delivery]


def test_what_waits_longest_is_first(store: DeliveryStore, tenant: str) -> None:
    waiting = [a_delivery(tenant, minutes) for minutes in (1, 2, 3)]
    for delivery in reversed(waiting):
        store.add(delivery)
    assert due(store, tenant, 5) == waiting


def test_what_is_over_is_not_due(store: DeliveryStore, tenant: str) -> None:
    delivery = a_delivery(tenant)
    store.add(delivery)
    assert store.change(replace(delivery, status=DeliveryStatus.DELIVERED, next_at=None))
    assert due(store, tenant, 5) == []


def test_a_change_raises_the_version(store: DeliveryStore, tenant: str) -> None:
    delivery = a_delivery(tenant)
    store.add(delivery)
    changed = store.change(replace(delivery, tries=1))
    assert changed == replace(delivery, tries=1, version=1)
    assert store.get(tenant, "whk_1", delivery.id) == changed


def test_what_somebody_else_has_changed_is_not_changed(store: DeliveryStore, tenant: str) -> None:
    delivery = a_delivery(tenant)
    store.add(delivery)
    store.change(replace(delivery, tries=1))
    assert store.change(replace(delivery, tries=7)) is None
    found = store.get(tenant, "whk_1", delivery.id)
    assert found is not None
    assert found.tries == 1


def test_of_many_who_change_it_at_once_one_does(store: DeliveryStore, tenant: str) -> None:
    delivery = a_delivery(tenant)
    store.add(delivery)
    with ThreadPoolExecutor(8) as threads:
        changed = list(threads.map(lambda n: store.change(replace(delivery, tries=n)), range(8)))
    assert len([each for each in changed if each]) == 1


def test_they_come_in_pages_newest_first(store: DeliveryStore, tenant: str) -> None:
    made = [a_delivery(tenant, minutes) for minutes in range(3)]
    for delivery in made:
        store.add(delivery)
    page = store.list(tenant, "whk_1", 2, None)
    rest = store.list(tenant, "whk_1", 2, page.next_cursor)
    assert [*page.items, *rest.items] == list(reversed(made))
    assert rest.next_cursor is None
