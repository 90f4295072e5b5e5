from dataclasses import replace

import pytest

from nyqst.errors import Conflict, NotFound, Throttled
from nyqst.metering.model.meter import Balance, Cut, Meter, ShardKey
from nyqst.metering.model.reservation import Ending, LedgerEntry, Shard
from nyqst.metering.rebuild import RebuildMeter, Rebuilt
from tests.fakes.counting import Counting
from tests.fakes.meter_store import MemoryMeterStore
from tests.unit.nyqst.metering.meters import METER, Meters

KEY = ShardKey(METER, 0)
TOLD = Balance(10, 4, held=4, used=2)
WIDE = Cut(100)


def used(meters: Meters) -> None:
    """Two units, and four that are held still."""
    meters.settlement.commit(meters.reserve("run_1", 4), 2)
    meters.reserve("run_2", 4)


def tamper(meters: Meters, key: ShardKey, balance: Balance) -> None:
    shard = meters.store.shard(key)
    assert shard is not None
    meters.store.tamper(replace(shard, balance=balance))


def rebuild(meters: Meters) -> tuple[Rebuilt, ...]:
    return RebuildMeter(meters.store, meters.clock)(METER)


@pytest.mark.parametrize(
    "wrong",
    [
        Balance(10, 3, held=4, used=3),
        Balance(10, 6, held=4, used=0),
        Balance(10, 8, held=0, used=2),
        Balance(10, 9, held=4, used=2),
    ],
    ids=["too much used", "too little used", "a hold forgotten", "more left than there is"],
)
def test_a_shard_that_was_tampered_with_is_put_right(wrong: Balance) -> None:
    meters = Meters()
    used(meters)
    tamper(meters, KEY, wrong)
    assert rebuild(meters) == (Rebuilt(KEY, wrong, TOLD),)
    assert meters.balance == TOLD
    assert meters.sweep().drifted == ()


def test_a_meter_that_agrees_is_left_alone() -> None:
    meters = Meters()
    used(meters)
    kept = Counting(meters.store)
    meters.store = kept  # type: ignore[assignment]
    assert rebuild(meters) == ()
    assert kept.calls["entries"] == 1
    assert kept.calls["correct"] == 0


def test_of_many_shards_those_that_drifted_are_put_right() -> None:
    meters = Meters(cut=Cut(40, shards=4))
    for number in range(8):
        meters.settlement.commit(meters.reserve(f"run_{number}"), 1)
    before = meters.store.shards(METER, 4)
    key = ShardKey(METER, 2)
    tamper(meters, key, Balance(10, 3, used=7))
    assert [each.key for each in rebuild(meters)] == [key]
    assert meters.store.shards(METER, 4) == before


def test_debt_is_found_again() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1", 4)
    meters.settlement.commit(reservation, 13)
    tamper(meters, KEY, Balance(10, 10))
    rebuild(meters)
    assert meters.balance == Balance(10, -3, used=13)


def test_an_end_whose_hold_is_still_there_is_not_counted_before_it_is_freed() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1", 4)
    now, token = meters.clock.now(), reservation.token
    meters.store.record(KEY, LedgerEntry("run_1", 0, Ending.COMMITTED, 2, 2, now, token))
    tamper(meters, KEY, Balance(10, 10))
    rebuild(meters)
    assert meters.balance == Balance(10, 6, held=4)
    meters.settlement.commit(reservation, 2)
    assert meters.balance == Balance(10, 8, used=2)


class TakenMeanwhile(MemoryMeterStore):
    """A hold is taken while the ledger is read, for the first `times`."""

    times = 1

    def entries(self, key: ShardKey, reservation_id: str = "") -> tuple[LedgerEntry, ...]:
        found = super().entries(key, reservation_id)
        if self.times:
            self.times -= 1
            Meters(store=self, cut=WIDE).reserve(f"meanwhile_{self.times}")
        return found


def test_a_hold_that_is_taken_meanwhile_is_not_lost() -> None:
    meters = Meters(store=TakenMeanwhile(), cut=WIDE)
    meters.reserve("run_1", 4)
    tamper(meters, KEY, Balance(100, 100))
    rebuild(meters)
    assert meters.balance == Balance(100, 95, held=5)


def test_a_meter_that_never_stands_still_is_left_to_another_time() -> None:
    store = TakenMeanwhile()
    store.times = 100
    meters = Meters(store=store, cut=WIDE)
    meters.reserve("run_1", 4)
    tamper(meters, KEY, Balance(100, 100))
    with pytest.raises(Throttled):
        rebuild(meters)


def test_a_meter_that_nobody_has_used_is_not_found() -> None:
    with pytest.raises(NotFound):
        rebuild(Meters())


@pytest.mark.parametrize("period", ["2026-11", "2026-11-01"])
def test_a_period_whose_ledger_goes_already_is_not_rebuilt(period: str) -> None:
    meters = Meters()
    key = ShardKey(Meter("ten_a", "research_run", period), 0)
    meters.store.tamper(Shard(key, Cut(10), Balance(10, 3, used=7)))
    meters.clock.move(days=381)
    again = RebuildMeter(meters.store, meters.clock)
    with pytest.raises(Conflict) as refused:
        again(key.meter)
    assert refused.value.code == "ledger_expired"
    meters.clock.move(days=-1)
    assert [each.after.used for each in again(key.meter)] == [0]


def test_what_is_counted_in_no_stretch_of_time_is_rebuilt_at_any_time() -> None:
    meters = Meters()
    key = ShardKey(Meter("ten_a", "running", "now"), 0)
    meters.store.tamper(Shard(key, Cut(10), Balance(10, 3, held=7)))
    meters.clock.move(days=1_000)
    (rebuilt,) = RebuildMeter(meters.store, meters.clock)(key.meter)
    assert rebuilt.after == Balance(10, 10)
