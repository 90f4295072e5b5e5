"""What every meter store does with the entries of its ledger."""

from dataclasses import replace

from nyqst.metering.model.meter import Balance, Meter, ShardKey
from nyqst.metering.model.reservation import Ending
from nyqst.metering.ports import MeterStore
from tests.contract.meter_store.shards import balance, entry, seen, take


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
