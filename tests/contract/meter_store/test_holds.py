"""What every meter store does with cuts and holds."""

from dataclasses import replace
from datetime import timedelta

from nyqst.metering.model.meter import Balance, Cut, Meter, ShardKey
from nyqst.metering.model.reservation import Reservation, Shard
from nyqst.metering.ports import HELD, MeterStore
from tests.contract.meter_store.shards import CUT, NOW, balance, hold, seen, take


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
