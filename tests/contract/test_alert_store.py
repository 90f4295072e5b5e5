"""What every store of alerts must do, the fake and the real one alike."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from nyqst.alerts.dynamodb import DynamoAlertStore
from nyqst.alerts.model.alert import Alert, Bound
from nyqst.alerts.ports import AlertStore
from nyqst.ids import dated_id
from nyqst.metering.model.catalog import Feature
from nyqst.metering.model.meter import Meter
from nyqst.storage.table import Table
from tests.aws import Aws
from tests.builders import NOW
from tests.fakes.alert_store import MemoryAlertStore


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> AlertStore:
    if request.param == "memory":
        return MemoryAlertStore()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoAlertStore(Table(aws.dynamodb, aws.usage_table))


@pytest.fixture
def meter(tenant: str) -> Meter:
    return Meter(tenant, Feature.RESEARCH_RUN, "2026-11")


def an_alert(tenant: str, threshold: int = 80, minutes: int = 0) -> Alert:
    at = NOW + timedelta(minutes=minutes)
    return Alert(
        tenant,
        dated_id("alt", at, f"{tenant}{threshold}".encode()),
        Feature.RESEARCH_RUN,
        "2026-11",
        Bound.INCLUDED,
        threshold,
        8,
        10,
        at,
        NOW + timedelta(days=2),
    )


def test_before_the_first_alert_none_is_the_highest(store: AlertStore, meter: Meter) -> None:
    assert store.highest(meter) == {}


def test_an_alert_is_read_back_as_it_was(store: AlertStore, tenant: str) -> None:
    alerts = [an_alert(tenant), replace(an_alert(tenant, 90, 1), exhausted_at=None)]
    assert all(map(store.add, alerts))
    assert store.list(tenant, 10, None).items == tuple(reversed(alerts))


def test_a_threshold_is_added_once(store: AlertStore, tenant: str) -> None:
    assert store.add(an_alert(tenant))
    assert not store.add(an_alert(tenant, minutes=1))
    assert len(store.list(tenant, 10, None).items) == 1


def test_behind_a_higher_threshold_no_lower_one_is_added(
    store: AlertStore, tenant: str, meter: Meter
) -> None:
    assert store.add(an_alert(tenant, 90))
    assert not store.add(an_alert(tenant, 50, 1))
    assert store.highest(meter) == {Bound.INCLUDED: 90}


def test_bounds_periods_and_tenants_are_apart(store: AlertStore, tenant: str, meter: Meter) -> None:
    first = an_alert(tenant, 90)
    assert store.add(first)
    assert store.add(replace(first, id=f"{first.id}l", bound=Bound.LIMIT, threshold=50))
    assert store.add(replace(first, id=f"{first.id}p", period="2026-12", threshold=50))
    assert store.add(an_alert(f"{tenant}x", 50))
    assert store.highest(meter) == {Bound.INCLUDED: 90, Bound.LIMIT: 50}
    assert store.highest(replace(meter, period="2026-12")) == {Bound.INCLUDED: 50}


def test_of_many_who_notice_at_once_one_adds(store: AlertStore, tenant: str) -> None:
    with ThreadPoolExecutor(8) as threads:
        added = list(threads.map(lambda at: store.add(an_alert(tenant, 80, at)), range(8)))
    assert sum(added) == 1
    assert len(store.list(tenant, 10, None).items) == 1


def test_an_alert_waits_until_it_is_marked_as_told(store: AlertStore, tenant: str) -> None:
    first, second = an_alert(tenant, 50), an_alert(tenant, 80, 1)
    store.add(first)
    store.add(second)
    assert [each for each in store.untold(100) if each.tenant_id == tenant] == [first, second]
    store.mark_told(first, NOW)
    assert [each for each in store.untold(100) if each.tenant_id == tenant] == [second]
    assert store.list(tenant, 10, None).items[-1] == replace(first, told_at=NOW)


def test_alerts_come_in_pages_newest_first(store: AlertStore, tenant: str) -> None:
    for number, threshold in enumerate((50, 80, 90)):
        store.add(an_alert(tenant, threshold, number))
    page = store.list(tenant, 2, None)
    rest = store.list(tenant, 2, page.next_cursor)
    found = [alert.threshold for alert in (*page.items, *rest.items)]
    assert (found, rest.next_cursor) == ([90, 80, 50], None)
