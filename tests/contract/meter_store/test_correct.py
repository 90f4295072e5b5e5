"""How every meter store counts a shard anew."""

from dataclasses import replace

from nyqst.metering.model.meter import Balance, Cut, Meter, ShardKey
from nyqst.metering.model.reservation import Ending
from nyqst.metering.ports import HELD, MeterStore
from tests.contract.meter_store.shards import CUT, balance, entry, hold, seen, take

RIGHT = Balance(10, 4, held=3, used=3)


def test_a_shard_that_stood_still_is_counted_anew(store: MeterStore, key: ShardKey) -> None:
    take(store, key)
    before = seen(store, key)
    assert store.correct(before, RIGHT)
    assert seen(store, key) == replace(before, balance=RIGHT)
    assert key in store.open_shards(1_000)


def test_a_shard_that_nobody_ever_touched_is_counted_anew(store: MeterStore, key: ShardKey) -> None:
    assert store.correct(seen(store, key), Balance(10, 8, used=2))
    assert balance(store, key) == Balance(10, 8, used=2)


def test_a_shard_is_not_counted_anew_over_its_first_hold(store: MeterStore, key: ShardKey) -> None:
    before = seen(store, key)
    take(store, key)
    assert not store.correct(before, RIGHT)
    assert balance(store, key) == Balance(10, 7, held=3)


def test_a_shard_is_not_counted_anew_over_a_hold_that_gave_way_to_one_as_large(
    store: MeterStore, key: ShardKey
) -> None:
    reservation = take(store, key)
    before = seen(store, key)
    store.free(reservation, 0, 0)
    assert store.hold(key, CUT, hold("run_2")) is HELD
    assert before.balance == balance(store, key)
    assert not store.correct(before, RIGHT)
    assert balance(store, key) == before.balance


def test_a_shard_is_not_counted_anew_over_an_end(store: MeterStore, key: ShardKey) -> None:
    reservation = take(store, key)
    before = seen(store, key)
    store.free(reservation, 3, 3)
    assert not store.correct(before, RIGHT)
    assert balance(store, key) == Balance(10, 7, used=3)


def test_a_shard_is_not_counted_anew_over_a_late_entry(store: MeterStore, key: ShardKey) -> None:
    before = seen(store, key)
    store.append(key, entry(0, Ending.LATE, number=1))
    assert not store.correct(before, RIGHT)
    assert balance(store, key) == Balance(10, 10)


def test_a_shard_is_not_counted_anew_over_another_limit(
    store: MeterStore, key: ShardKey, meter: Meter
) -> None:
    before = seen(store, key)
    store.recut(meter, [before], Cut(12))
    assert not store.correct(before, RIGHT)
    assert balance(store, key) == Balance(12, 12)
