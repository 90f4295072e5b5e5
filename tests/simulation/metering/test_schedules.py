"""A schedule that once found something is kept and tried first; a new one is made small."""

from datetime import datetime

import pytest

from nyqst.metering.model.meter import Cut, ShardKey
from nyqst.metering.model.reservation import Hold, LedgerEntry, Reservation, Shard
from nyqst.metering.ports import Held
from tests.fakes.meter_store import MemoryMeterStore
from tests.simulation.kept import Kept
from tests.simulation.metering.faults import QUIET
from tests.simulation.metering.kept import KEPT
from tests.simulation.metering.schedule import MakeStore, Schedule, shrunk


class FreesAnybody(MemoryMeterStore):
    """An end is taken for that of whatever hold stands there now."""

    def free(
        self, reservation: Reservation, used: int, told: int, over_at: datetime | None = None
    ) -> bool:
        shard, hold = self._held(reservation)
        if hold is None:
            return False
        self._free(shard, hold, used)
        return True


class CountsLateUseTwice(MemoryMeterStore):
    """A repeated late entry is counted, though it is written once."""

    def append(self, key: ShardKey, entry: LedgerEntry) -> bool:
        if super().append(key, entry):
            return True
        shard = self._shards[key]
        self._put(shard, shard.holds, held=0, used=entry.quantity)
        return False


class LooksBeforeItTakes(MemoryMeterStore):
    """Admits by what it saw a moment ago, as a count and an insert do."""

    _last: Shard | None = None

    def hold(self, key: ShardKey, cut: Cut, hold: Hold) -> Shard | Held | None:
        shard, seen = self._shards.get(key), self._last
        self._last = shard
        if shard is not None and seen is not None and seen.balance.remaining >= hold.amount:
            self._take(shard, hold)
        return super().hold(key, cut, hold)


_PLANTED: dict[str, MakeStore] = {
    each.__name__: each for each in (FreesAnybody, CountsLateUseTwice, LooksBeforeItTakes)
}


@pytest.mark.parametrize("kept", KEPT.all(), ids=lambda kept: kept.found)
def test_what_a_kept_schedule_found_is_not_there(kept: Kept[Schedule]) -> None:
    kept.schedule.run()


@pytest.mark.parametrize("mistake", _PLANTED)
def test_a_kept_schedule_still_finds_what_it_was_kept_for(mistake: str) -> None:
    mine = [kept.schedule for kept in KEPT.all() if kept.found == mistake]
    assert any(schedule.fault(_PLANTED[mistake]) for schedule in mine)


def test_a_failing_schedule_is_made_as_small_as_what_fails_in_it() -> None:
    small = shrunk(Schedule(0), LooksBeforeItTakes)
    assert small.fault(LooksBeforeItTakes)
    assert (small.clients, small.units_each) == (1, 2)
    assert small.odds == QUIET
