"""What every store of tallies must do, the fake and the real one alike."""

from datetime import date

import pytest

from nyqst.metering.dynamodb import DynamoTallyStore
from nyqst.metering.model.meter import Meter, ShardKey
from nyqst.metering.model.tally import Figures, Group, Tally
from nyqst.metering.ports import TallyStore
from nyqst.storage.table import Table
from tests.aws import Aws
from tests.fakes.tally_store import MemoryTallyStore

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
FIGURES = {Group("usr_a", "prj_1", "standard"): Figures(3, 1, 2, 1, 40), Group(): Figures(1, 1)}


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> TallyStore:
    if request.param == "memory":
        return MemoryTallyStore()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoTallyStore(Table(aws.dynamodb, aws.usage_table))


def tally(tenant: str, day: date, entries: int = 2, shard: int = 0) -> Tally:
    key = ShardKey(Meter(tenant, "llm_tokens", "2026-11"), shard)
    return Tally(key, day, entries, FIGURES)


def test_a_tally_is_kept_as_it_was_given(store: TallyStore, tenant: str) -> None:
    kept = tally(tenant, MONDAY)
    store.keep(kept)
    assert store.between(tenant, "llm_tokens", MONDAY, MONDAY) == (kept,)


def test_one_that_knows_more_takes_its_place(store: TallyStore, tenant: str) -> None:
    store.keep(tally(tenant, MONDAY))
    store.keep(tally(tenant, MONDAY, entries=3))
    (kept,) = store.between(tenant, "llm_tokens", MONDAY, MONDAY)
    assert kept.entries == 3


def test_one_that_knows_less_changes_nothing(store: TallyStore, tenant: str) -> None:
    store.keep(tally(tenant, MONDAY, entries=3))
    store.keep(tally(tenant, MONDAY))
    (kept,) = store.between(tenant, "llm_tokens", MONDAY, MONDAY)
    assert kept.entries == 3


def test_days_and_shards_are_apart_and_in_order(store: TallyStore, tenant: str) -> None:
    kept = [tally(tenant, MONDAY), tally(tenant, MONDAY, shard=1), tally(tenant, TUESDAY)]
    for each in reversed(kept):
        store.keep(each)
    assert list(store.between(tenant, "llm_tokens", MONDAY, TUESDAY)) == kept
    assert list(store.between(tenant, "llm_tokens", TUESDAY, TUESDAY)) == kept[2:]


def test_other_meters_and_other_tenants_are_apart(store: TallyStore, tenant: str) -> None:
    store.keep(tally(tenant, MONDAY))
    assert store.between(tenant, "research_run", MONDAY, TUESDAY) == ()
    assert store.between("ten_other", "llm_tokens", MONDAY, TUESDAY) == ()
