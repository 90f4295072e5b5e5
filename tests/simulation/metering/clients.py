"""Clients that reserve, work and settle, through crashes, until what they used is recorded."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from nyqst.errors import Conflict, QuotaExceeded, Throttled, Unavailable
from nyqst.metering.model.meter import Cut, Meter
from nyqst.metering.model.reservation import Reservation
from nyqst.metering.ports import TallyStore
from nyqst.metering.reserve import Reserve
from nyqst.metering.settle import Settlement
from nyqst.metering.sweep import SweepMeters
from tests.fakes.clock import FixedClock
from tests.fakes.meter_watch import SeenMeters
from tests.simulation.metering.faults import Crash, FaultyStore

METER = Meter("ten_a", "research_run", "2026-11")
LIFETIME = timedelta(seconds=60)


@dataclass(frozen=True)
class SkewedClock:
    """A client's own, some seconds off the world's."""

    world: FixedClock
    skew: timedelta

    def now(self) -> datetime:
        return self.world.now() + self.skew


@dataclass
class Unit:
    """One unit of work: what is known of it outside the store, as its owner's disk would."""

    id: str
    amount: int
    reservation: Reservation | None = None
    denied: bool = False
    used: int = 0
    """What it has really used."""
    told: int = 0
    """What the store is known to have heard of it."""
    vanished: bool = False
    """Nobody will ever settle it."""


@dataclass
class Client:
    """Takes units up one after the other; a unit dropped in a crash is taken up again."""

    store: FaultyStore
    clock: SkewedClock
    random: random.Random
    cut: Callable[[], Cut]
    units: list[Unit]
    is_open: bool = False
    """Whether it goes on without a reservation where the store does not answer."""
    operations: int = 0
    settlement: Settlement = field(init=False)

    def __post_init__(self) -> None:
        self.settlement = Settlement(self.store, self.clock)

    def work_off(self) -> None:
        while self.units:
            unit = self.units[-1]
            try:
                done = self._take_up(unit)
            except (Crash, Throttled, Unavailable):
                done = False
            if done:
                self.units.remove(unit)
            elif self.random.random() < 0.3:
                self.random.shuffle(self.units)

    def _take_up(self, unit: Unit) -> bool:
        """Whether there is nothing left to do for it."""
        self.operations += 1
        if unit.reservation is None:
            return self._reserve(unit)
        if not unit.reservation.is_held:
            return self._add(unit, unit.reservation)
        step = self.random.random()
        if step < 0.25 and unit.used < unit.amount:
            return self._progress(unit, unit.reservation)
        if step < 0.35:
            return self._extend(unit, unit.reservation)
        if step < 0.4:
            unit.vanished = True
            return True
        if step < 0.5 and unit.used == 0:
            self.settlement.release(unit.reservation)
            return True
        return self._commit(unit, unit.reservation)

    def _reserve(self, unit: Unit) -> bool:
        reserve = Reserve(self.store, self.settlement, self.clock)
        try:
            unit.reservation = reserve(METER, self.cut(), unit.id, unit.amount, LIFETIME, {})
        except QuotaExceeded:
            unit.denied = True
            return True
        except Conflict:
            return True  # an earlier try, whose answer was lost, was extended since
        except (Throttled, Unavailable):
            if not self.is_open:
                raise
            unit.reservation = Reservation.unheld(unit.id, METER, unit.amount)
        return False

    def _progress(self, unit: Unit, reservation: Reservation) -> bool:
        unit.used += self.random.randint(1, unit.amount - unit.used)
        if self.settlement.note(reservation, unit.used):
            unit.told = unit.used
        return False

    def _extend(self, unit: Unit, reservation: Reservation) -> bool:
        extended = self.settlement.extend(reservation, unit.amount + 1, LIFETIME)
        if extended:
            unit.reservation, unit.amount = extended, extended.amount
        return False

    def _add(self, unit: Unit, reservation: Reservation) -> bool:
        unit.used = max(unit.used, self.random.randint(0, unit.amount))
        unit.told = self.settlement.add(reservation, self.cut(), unit.used).total
        return True

    def _commit(self, unit: Unit, reservation: Reservation) -> bool:
        unit.used = max(unit.used, self.random.randint(0, unit.amount))
        if self.random.random() < 0.05:
            unit.used += 1  # more than was held: a runner that does not keep to its grant
        unit.told = self.settlement.commit(reservation, unit.used).total
        return True


@dataclass
class Sweeper:
    store: FaultyStore
    tallies: TallyStore
    clock: SkewedClock
    goes_on: Callable[[], bool]

    def work_off(self) -> None:
        while self.goes_on():
            try:
                self.sweep()
            except (Crash, Throttled, Unavailable):
                continue

    def sweep(self) -> None:
        settlement = Settlement(self.store, self.clock)
        swept = SweepMeters(self.store, self.tallies, settlement, SeenMeters())()
        assert not swept.drifted, f"drifted: {swept.drifted}"
