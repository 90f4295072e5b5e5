"""What every meter store must do, the fake and the real one alike."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from nyqst.metering.dynamodb import DynamoMeterStore
from nyqst.metering.model.meter import Balance, Cut, Meter, ShardKey
from nyqst.metering.model.reservation import Ending, Facts, Hold, LedgerEntry, Reservation, Shard
from nyqst.metering.ports import HELD, MeterStore
from tests.aws import Aws
from tests.fakes.meter_store import MemoryMeterStore

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
CUT = Cut(10)


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> MeterStore:
    if request.param == "memory":
        return MemoryMeterStore()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoMeterStore(aws.dynamodb, aws.usage_table)


@pytest.fixture
def meter(tenant: str) -> Meter:
    return Meter(tenant, "research_run", "2026-11")


@pytest.fixture
def key(store: MeterStore, meter: Meter) -> ShardKey:
    """Of a shard with ten units, cut and untouched."""
    assert store.recut(meter, [None], CUT)
    return ShardKey(meter, 0)


def hold(id_: str = "run_1", amount: int = 3) -> Hold:
    facts: Facts = {"run": id_, "version": 1}
    return Hold(
        id_, amount, NOW + timedelta(minutes=30), f"token of {id_}", presumed=2, facts=facts
    )


def entry(total: int, ending: Ending = Ending.COMMITTED, *, number: int = 0) -> LedgerEntry:
    return LedgerEntry("run_1", number, ending, total, total, NOW, "token", {"user": "usr_1"})


def take(store: MeterStore, key: ShardKey, amount: int = 3) -> Reservation:
    assert store.hold(key, CUT, hold(amount=amount)) is HELD
    return Reservation("run_1", key, amount, "token of run_1")


def seen(store: MeterStore, key: ShardKey) -> Shard:
    shard = store.shard(key)
    assert shard is not None
    return shard


def balance(store: MeterStore, key: ShardKey) -> Balance:
    return seen(store, key).balance


def test_a_shard_that_was_never_cut_is_not_there(store: MeterStore, meter: Meter) -> None:
    assert store.hold(ShardKey(meter, 0), CUT, hold()) is None
    assert store.shards(meter, 2) == (None, None)


def test_a_hold_is_taken_from_what_remains(store: MeterStore, key: ShardKey) -> None:
    take(store, key)
    assert store.shard(key) == Shard(key, CUT, Balance(10, 7, held=3), {"run_1": hold()})


def test_a_hold_that_does_not_fit_changes_nothing(store: MeterStore, key: ShardKey) -> None:
    take(store, key)
    seen = store.hold(key, CUT, hold("run_2", 8))
    assert seen == store.shard(key)
    assert balance(store, key) == Balance(10, 7, held=3)


def test_the_same_hold_is_not_taken_twice(store: MeterStore, key: ShardKey) -> None:
    take(store, key)
    seen = store.hold(key, CUT, hold())
    assert isinstance(seen, Shard)
    assert seen.holds["run_1"].amount == 3
    assert balance(store, key).held == 3


def test_a_hold_under_another_cut_is_not_taken(store: MeterStore, key: ShardKey) -> None:
    assert isinstance(store.hold(key, Cut(20), hold()), Shard)
    assert balance(store, key).held == 0


def test_cutting_anew_moves_what_remains(store: MeterStore, key: ShardKey) -> None:
    take(store, key)
    assert store.recut(key.meter, [store.shard(key)], Cut(4))
    assert balance(store, key) == Balance(4, 1, held=3)


def test_a_cut_that_somebody_else_has_made_is_seen(store: MeterStore, key: ShardKey) -> None:
    seen = store.shard(key)
    assert store.recut(key.meter, [seen], Cut(4))
    assert not store.recut(key.meter, [seen], Cut(5))
    assert not store.recut(key.meter, [None], Cut(5))
    assert balance(store, key).limit == 4


def test_what_others_have_left_is_borrowed(store: MeterStore, meter: Meter) -> None:
    cut = Cut(10, shards=2)
    store.recut(meter, [None, None], cut)
    home, lender = ShardKey(meter, 0), ShardKey(meter, 1)
    assert store.borrow(home, hold(amount=7), [(lender, 3)])
    assert balance(store, home) == Balance(8, 1, held=7)
    assert balance(store, lender) == Balance(2, 2)


def test_nothing_is_borrowed_that_is_not_there(store: MeterStore, meter: Meter) -> None:
    store.recut(meter, [None, None], Cut(10, shards=2))
    home, lender = ShardKey(meter, 0), ShardKey(meter, 1)
    assert not store.borrow(home, hold(amount=9), [(lender, 6)])
    assert not store.borrow(home, hold(amount=9), [(lender, 3)])
    assert balance(store, home) == balance(store, lender) == Balance(5, 5)


def test_a_hold_that_stands_does_not_borrow(store: MeterStore, meter: Meter) -> None:
    cut = Cut(10, shards=2)
    store.recut(meter, [None, None], cut)
    home = ShardKey(meter, 0)
    assert store.hold(home, cut, hold()) is HELD
    assert not store.borrow(home, hold(), [(ShardKey(meter, 1), 2)])
    assert balance(store, home) == Balance(5, 2, held=3)


def test_a_debt_is_paid_by_others(store: MeterStore, meter: Meter) -> None:
    store.recut(meter, [None, None], Cut(10, shards=2))
    home, lender = ShardKey(meter, 0), ShardKey(meter, 1)
    assert not store.repay(home, [(lender, 6)])
    assert store.repay(home, [(lender, 2)])
    assert balance(store, home) == Balance(7, 7)
    assert balance(store, lender) == Balance(3, 3)


def test_an_extended_hold_sets_more_aside(store: MeterStore, key: ShardKey) -> None:
    later = NOW + timedelta(hours=2)
    assert store.extend(take(store, key), 5, later)
    shard = store.shard(key)
    assert shard is not None
    assert shard.balance == Balance(10, 5, held=5)
    assert shard.holds["run_1"] == replace(hold(), amount=5, expires_at=later)


def test_a_hold_is_not_extended_beyond_what_remains(store: MeterStore, key: ShardKey) -> None:
    assert not store.extend(take(store, key), 11, NOW)
    assert balance(store, key) == Balance(10, 7, held=3)


def test_a_hold_that_stands_otherwise_is_not_extended(store: MeterStore, key: ShardKey) -> None:
    reservation = take(store, key)
    assert not store.extend(replace(reservation, amount=2), 5, NOW)
    assert not store.extend(replace(reservation, id="run_9"), 5, NOW)


def test_what_is_noted_never_goes_down(store: MeterStore, key: ShardKey) -> None:
    reservation = take(store, key)
    assert store.note(reservation, 2)
    assert store.note(reservation, 1)
    shard = store.shard(key)
    assert shard is not None
    assert shard.holds["run_1"].seen == 2


def test_nothing_is_noted_of_a_hold_that_is_gone(store: MeterStore, key: ShardKey) -> None:
    assert not store.note(Reservation("run_1", key, 3, "token of run_1"), 2)


def test_an_entry_is_kept_as_it_was_given(store: MeterStore, key: ShardKey) -> None:
    assert store.record(key, entry(2))
    assert store.entries(key) == (entry(2),)


def test_an_entry_by_itself_counts_nothing(store: MeterStore, key: ShardKey) -> None:
    take(store, key)
    store.record(key, entry(2))
    assert balance(store, key) == Balance(10, 7, held=3)


def test_a_reservation_has_one_end(store: MeterStore, key: ShardKey) -> None:
    assert store.record(key, entry(2))
    assert not store.record(key, entry(3, Ending.EXPIRED))
    assert store.entries(key, "run_1") == (entry(2),)


def test_a_hold_that_is_freed_counts_what_was_used(store: MeterStore, key: ShardKey) -> None:
    assert store.free(take(store, key), 2, 2)
    assert store.shard(key) == Shard(key, CUT, Balance(10, 8, used=2))


def test_more_than_was_held_is_counted_as_it_was(store: MeterStore, key: ShardKey) -> None:
    assert store.free(take(store, key, 10), 12, 12)
    assert balance(store, key) == Balance(10, -2, used=12)


def test_a_hold_is_freed_once(store: MeterStore, key: ShardKey) -> None:
    reservation = take(store, key)
    assert store.free(reservation, 2, 2)
    assert not store.free(reservation, 2, 2)
    assert balance(store, key).used == 2


def test_a_hold_of_another_amount_is_not_freed(store: MeterStore, key: ShardKey) -> None:
    reservation = take(store, key)
    assert not store.free(replace(reservation, amount=4), 2, 2)
    assert balance(store, key).held == 3


def test_a_later_hold_of_the_same_id_is_not_freed(store: MeterStore, key: ShardKey) -> None:
    reservation = take(store, key)
    assert not store.free(replace(reservation, token="of an earlier one"), 2, 2)
    assert balance(store, key).held == 3


def test_a_hold_in_which_more_is_noted_is_not_freed(store: MeterStore, key: ShardKey) -> None:
    reservation = take(store, key)
    store.note(reservation, 2)
    assert not store.free(reservation, 1, 1)
    assert store.free(reservation, 1, 2)


def test_a_hold_is_not_over_before_its_time(store: MeterStore, key: ShardKey) -> None:
    reservation = take(store, key)
    end = NOW + timedelta(minutes=30)
    assert not store.free(reservation, 0, 0, end - timedelta(milliseconds=1))
    assert store.free(reservation, 0, 0, end)


def test_a_late_entry_counts_beyond_the_limit(store: MeterStore, key: ShardKey) -> None:
    store.record(key, entry(9))
    store.free(take(store, key, 10), 9, 9)
    assert store.append(key, entry(4, Ending.LATE, number=1))
    assert balance(store, key) == Balance(10, -3, used=13)
    assert [each.number for each in store.entries(key, "run_1")] == [0, 1]


def test_a_late_entry_is_appended_once(store: MeterStore, key: ShardKey) -> None:
    assert store.append(key, entry(4, Ending.LATE, number=1))
    assert not store.append(key, entry(4, Ending.LATE, number=1))
    assert balance(store, key).used == 4


def test_nothing_is_appended_where_no_shard_is(store: MeterStore, meter: Meter) -> None:
    key = ShardKey(meter, 0)
    assert not store.append(key, entry(4, Ending.LATE, number=1))
    assert store.entries(key) == ()


def test_more_entries_than_ten_of_one_reservation_are_in_order(
    store: MeterStore, key: ShardKey
) -> None:
    for number in range(12):
        store.append(key, entry(1, Ending.LATE, number=number))
    assert [each.number for each in store.entries(key, "run_1")] == list(range(12))


def test_entries_of_ids_that_begin_alike_are_apart(store: MeterStore, key: ShardKey) -> None:
    store.record(key, entry(1))
    assert store.entries(key, "run") == ()
    assert store.entries(key, "run_1") == (entry(1),)


def test_a_shard_is_open_from_its_first_hold_until_it_is_settled(
    store: MeterStore, key: ShardKey
) -> None:
    assert key not in store.open_shards(100)
    reservation = take(store, key)
    store.mark_settled(seen(store, key))
    assert key in store.open_shards(100)
    store.free(reservation, 1, 1)
    store.mark_settled(seen(store, key))
    assert key not in store.open_shards(100)


def test_another_tenants_meter_of_the_same_name_is_apart(store: MeterStore, key: ShardKey) -> None:
    take(store, key)
    other = Meter("ten_other", key.meter.name, key.meter.period)
    assert store.shards(other, 1) == (None,)


def test_the_shards_of_a_meter_are_read_together(store: MeterStore, meter: Meter) -> None:
    cut = Cut(10, shards=3)
    store.recut(meter, [None, None, None], cut)
    assert store.shards(meter, 4) == (
        Shard(ShardKey(meter, 0), cut, Balance(4, 4)),
        Shard(ShardKey(meter, 1), cut, Balance(3, 3)),
        Shard(ShardKey(meter, 2), cut, Balance(3, 3)),
        None,
    )


def test_of_what_is_not_there_nothing_is_read(store: MeterStore, meter: Meter) -> None:
    assert store.shard(ShardKey(meter, 0)) is None


def test_a_shard_that_was_touched_since_it_was_seen_stays_open(
    store: MeterStore, key: ShardKey
) -> None:
    before = seen(store, key)
    reservation = take(store, key)
    store.free(reservation, 0, 0)
    store.mark_settled(before)
    assert key in store.open_shards(1_000)


def test_a_late_entry_opens_its_shard(store: MeterStore, key: ShardKey) -> None:
    store.free(take(store, key), 3, 3)
    store.mark_settled(seen(store, key))
    assert key not in store.open_shards(1_000)
    before = seen(store, key)
    assert store.append(key, entry(1, Ending.LATE, number=1))
    store.mark_settled(before)
    assert key in store.open_shards(1_000)


def test_entries_are_read_in_pages(store: MeterStore, key: ShardKey) -> None:
    for id_ in ("run_1", "run_2", "run_3"):
        store.record(key, replace(entry(1), reservation_id=id_))
    first, second = store.entries_behind(key, None, 2)
    assert (first.reservation_id, second.reservation_id) == ("run_1", "run_2")
    (third,) = store.entries_behind(key, ("run_2", 0), 2)
    assert third.reservation_id == "run_3"
    assert store.entries_behind(key, ("run_3", 0), 2) == ()


def test_entries_of_many_bytes_are_read_to_the_last(store: MeterStore, key: ShardKey) -> None:
    ids = [f"run_{number}" for number in range(8)]
    for id_ in ids:
        long = replace(entry(1), reservation_id=id_, facts={"note": "x" * 300_000})
        store.record(key, long)
    assert [each.reservation_id for each in store.entries(key)] == ids
    assert [each.reservation_id for each in store.entries_behind(key, None, 7)] == ids[:7]
