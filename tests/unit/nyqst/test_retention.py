from datetime import UTC, datetime, timedelta

import pytest

from nyqst.metering import rows
from nyqst.metering.model.meter import Meter, ShardKey
from nyqst.metering.model.reservation import Ending, LedgerEntry
from nyqst.retention import KEPT, Data, expiry

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def test_every_kind_of_thing_has_its_time_or_none() -> None:
    assert set(KEPT) == set(Data)


@pytest.mark.parametrize("data", [data for data, kept in KEPT.items() if kept is None])
def test_what_has_no_time_does_not_expire(data: Data) -> None:
    assert expiry(data, NOW) is None


def test_what_has_a_time_goes_after_it() -> None:
    assert expiry(Data.EXPORTS, NOW) == int((NOW + timedelta(days=7)).timestamp())


def test_detail_outlives_the_longest_range_that_can_be_asked_for() -> None:
    kept = KEPT[Data.USAGE_DETAIL]
    assert kept is not None
    assert kept > timedelta(days=366)


def test_an_entry_of_the_ledger_says_when_it_goes() -> None:
    entry = LedgerEntry("run_1", 0, Ending.COMMITTED, 1, 1, NOW, "t")
    item = rows.entry_item(ShardKey(Meter("ten_a", "research_run", "2026-11"), 0), entry)
    assert item["expires"] == {"N": str(expiry(Data.USAGE_DETAIL, NOW))}
