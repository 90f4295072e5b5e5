from dataclasses import replace

from nyqst.metering.model.meter import Balance, Cut, Meter, ShardKey
from nyqst.metering.model.reservation import LedgerEntry
from tests.fakes.counting import Counting
from tests.fakes.meter_store import MemoryMeterStore
from tests.fakes.meter_watch import SeenMeters
from tests.unit.nyqst.metering.meters import LIFETIME, METER, Meters

KEY = ShardKey(METER, 0)


def test_holds_whose_time_is_over_are_ended_and_the_others_are_not() -> None:
    meters = Meters()
    meters.reserve("run_1", 2)
    meters.clock.move(minutes=15)
    meters.reserve("run_2", 3)
    meters.clock.move(minutes=15)
    assert meters.sweep().expired == 1
    assert meters.balance.held == 3


def test_a_shard_without_holds_is_not_looked_at_again() -> None:
    meters = Meters()
    meters.settlement.commit(meters.reserve("run_1"), 1)
    meters.sweep()
    assert meters.store.open_shards(10) == ()


def test_a_shard_in_debt_is_paid_by_its_siblings() -> None:
    meters = Meters(cut=Cut(16, shards=2))
    reservation = meters.reserve("run_1", 4)
    meters.settlement.commit(reservation, 12)
    meters.sweep()
    left = [shard.balance.remaining for shard in meters.store.shards(METER, 2) if shard]
    assert min(left) == 0
    assert sum(left) == 4


def test_a_shard_that_agrees_with_its_ledger_does_not_drift() -> None:
    meters = Meters()
    meters.settlement.commit(meters.reserve("run_1", 4), 2)
    meters.reserve("run_2", 4)
    assert meters.sweep().drifted == ()


def test_a_shard_that_has_counted_more_than_its_ledger_drifts() -> None:
    meters = Meters()
    meters.settlement.commit(meters.reserve("run_1", 4), 2)
    meters.reserve("run_2", 4)
    shard = meters.store.shard(KEY)
    assert shard is not None
    wrong = replace(shard.balance, used=3, remaining=shard.balance.remaining - 1)
    meters.store.tamper(replace(shard, balance=wrong))
    assert meters.sweep().drifted == (KEY,)


def test_every_open_shard_is_swept() -> None:
    meters = Meters(cut=Cut(40, shards=4))
    for number in range(20):
        meters.reserve(f"run_{number}")
    meters.clock.move(minutes=30)
    assert meters.sweep().expired == 20
    assert meters.balance == Balance(40, 40)
    assert meters.store.open_shards(10) == ()


def test_a_tally_that_is_known_is_not_written_again() -> None:
    meters = Meters(cut=Cut(40, shards=2))
    for number in range(4):
        meters.settlement.commit(meters.reserve(f"run_{number}"), 1)
    meters.sweep()
    kept = Counting(meters.tallies)
    meters.tallies = kept  # type: ignore[assignment]
    meters.reserve("run_4")
    meters.sweep()
    assert kept.calls["between"] > 0
    assert kept.calls["keep"] == 0


def test_every_meter_that_is_swept_is_looked_at() -> None:
    meters = Meters()
    meters.settlement.commit(meters.reserve("run_1"), 1)
    meters.sweep()
    assert meters.watch.seen == [METER]
    meters.sweep()
    assert meters.watch.seen == [METER]


def test_what_is_counted_while_a_meter_is_looked_at_is_looked_at_the_next_time() -> None:
    meters = Meters()
    meters.settlement.commit(meters.reserve("run_1"), 1)

    class UsesMore(SeenMeters):
        def look(self, meter: Meter) -> None:
            super().look(meter)
            if len(self.seen) == 1:
                meters.settlement.commit(meters.reserve("run_2"), 1)

    meters.watch = UsesMore()
    meters.sweep()
    meters.sweep()
    meters.sweep()
    assert meters.watch.seen == [METER, METER]


def test_what_is_told_late_is_looked_at() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1")
    meters.settlement.commit(reservation, 1)
    meters.sweep()
    meters.settlement.commit(reservation, 3)
    meters.sweep()
    assert meters.watch.seen == [METER, METER]


def test_a_hold_that_is_extended_while_it_is_ended_stays() -> None:
    class ExtendedMeanwhile(MemoryMeterStore):
        def record(self, key: ShardKey, entry: LedgerEntry) -> bool:
            assert self.extend(reservation, 2, meters.clock.now() + LIFETIME)
            return super().record(key, entry)

    meters = Meters(store=ExtendedMeanwhile())
    reservation = meters.reserve("run_1", 2)
    meters.clock.move(minutes=30)
    meters.sweep()
    assert meters.balance.held == 2
