"""One seed: clients, a sweeper and an admin at one meter, and what must be true in the end."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import zip_longest
from typing import cast

from greenlet import greenlet

from nyqst.metering.model.meter import LIMITLESS, Balance, Cut
from nyqst.metering.model.recount import agrees
from nyqst.metering.model.reservation import Ending, LedgerEntry, Shard
from nyqst.metering.model.tally import tallies_of
from nyqst.metering.ports import TallyStore
from tests.fakes.clock import FixedClock
from tests.fakes.meter_store import MemoryMeterStore
from tests.fakes.tally_store import MemoryTallyStore
from tests.simulation.metering.clients import METER, Client, SkewedClock, Sweeper, Unit
from tests.simulation.metering.faults import FAULTY, QUIET, FaultyStore, Odds

_LONGEST_SKEW_S = 5


@dataclass
class Settled:
    """What one seed has come to."""

    operations: int
    calls: int
    admitted: int
    denied: int
    late: int


@dataclass
class World:
    seed: int
    clients: int = 6
    units_each: int = 20
    odds: Odds = FAULTY
    store: MemoryMeterStore = field(default_factory=MemoryMeterStore)
    tallies: MemoryTallyStore = field(default_factory=MemoryTallyStore)
    clock: FixedClock = field(default_factory=FixedClock)
    switching: float = 0.0
    """How often, per step, limits cease to be enforced or are enforced again. Where they are
    switched, a client that the store does not answer is let through as well."""

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        shards = self.random.choice([1, 1, 2, 8])
        most = self.clients * self.units_each
        self.cut = Cut(self.random.randint(min(5, most), most), shards)
        self.enforced = True
        self._seen: tuple[Shard, ...] = ()
        self.network = FaultyStore(self.store, self.random, self.odds, self._watch)
        self.units = [
            Unit(f"u{client:02}-{number:03}", self.random.randint(1, 5))
            for client in range(self.clients)
            for number in range(self.units_each)
        ]

    def run(self) -> Settled:
        """Raises `AssertionError` on whatever is not as promised."""
        working = [self._client(number) for number in range(self.clients)]
        tallies = cast(TallyStore, FaultyStore(self.tallies, self.random, self.odds, self._watch))
        sweeper = Sweeper(
            self.network, tallies, self._skewed(), lambda: any(c.units for c in working)
        )
        work: list[Callable[[], None]] = [client.work_off for client in working]
        self._schedule([greenlet(each) for each in (*work, sweeper.work_off)])
        self._settle_down()
        return self._judge(sum(client.operations for client in working))

    def _client(self, number: int) -> Client:
        mine = self.units[number * self.units_each : (number + 1) * self.units_each]
        clock, is_open = self._skewed(), self.switching > 0
        return Client(self.network, clock, self.random, self._in_force, list(mine), is_open)

    def _in_force(self) -> Cut:
        return self.cut if self.enforced else replace(self.cut, limit=LIMITLESS)

    def _skewed(self) -> SkewedClock:
        skew = self.random.uniform(-_LONGEST_SKEW_S, _LONGEST_SKEW_S)
        return SkewedClock(self.clock, timedelta(seconds=skew))

    def _schedule(self, alive: list[greenlet]) -> None:
        while alive:
            chosen = self.random.choice(alive)
            chosen.switch()
            if chosen.dead:
                alive.remove(chosen)
            self.clock.move(seconds=self.random.expovariate(1))
            if self.switching and self.random.random() < self.switching:
                self.enforced = not self.enforced
            if self.random.random() < 0.002:
                self.cut = Cut(
                    max(1, self.cut.limit + self.random.randint(-10, 10)), self.cut.shards
                )

    def _settle_down(self) -> None:
        """Without faults: everything that was set aside comes to its end."""
        self.network.odds = QUIET
        self.clock.move(hours=1)
        Sweeper(
            self.network, self.tallies, SkewedClock(self.clock, timedelta()), lambda: True
        ).sweep()

    def _watch(self) -> None:
        """After every change: the shards add up to the limit, and no admission took one below zero.

        A shard is never changed but replaced, so only those that are others than before are judged.
        """
        now = self.store.every_shard()
        for shard, before in zip_longest(now, self._seen):
            if shard is not before:
                _judge_change(shard, before)
        assert sum(shard.balance.limit for shard in now) == sum({s.cut.limit for s in now}), now
        self._seen = now

    def _shards(self) -> list[Shard]:
        return list(self.store.every_shard())

    def _total(self) -> Balance:
        return sum((shard.balance for shard in self._shards()), Balance.untouched(0))

    def _judge(self, operations: int) -> Settled:
        entries = [entry for shard in self._shards() for entry in self.store.entries(shard.key)]
        self._nothing_is_held()
        self._counters_equal_the_ledger()
        self._tallies_equal_the_ledger()
        self._each_ended_once(entries)
        self._each_use_is_recorded_once(entries)
        return Settled(
            operations,
            self.network.calls,
            sum(unit.reservation is not None for unit in self.units),
            sum(unit.denied for unit in self.units),
            sum(entry.ending is Ending.LATE for entry in entries),
        )

    def _nothing_is_held(self) -> None:
        assert self._total().held == 0
        assert self.store.open_shards(100) == ()

    def _counters_equal_the_ledger(self) -> None:
        for shard in self._shards():
            assert agrees(shard, self.store.entries(shard.key)), shard

    def _tallies_equal_the_ledger(self) -> None:
        kept = self.tallies.between(METER.tenant_id, METER.name, date.min, date.max)
        by_shard = sorted(self._shards(), key=lambda shard: str(shard.key))
        folds = [tallies_of(shard.key, self.store.entries(shard.key)) for shard in by_shard]
        assert kept == tuple(tally for fold in folds for tally in fold)

    def _each_ended_once(self, entries: list[LedgerEntry]) -> None:
        ends = Counter(entry.reservation_id for entry in entries if entry.number == 0)
        for unit in self.units:
            if unit.reservation is not None:
                assert ends[unit.id] == 1, f"{unit.id} ended {ends[unit.id]} times"

    def _each_use_is_recorded_once(self, entries: list[LedgerEntry]) -> None:
        recorded: Counter[str] = Counter()
        for entry in entries:
            recorded[entry.reservation_id] += entry.quantity
        for unit in self.units:
            if unit.vanished:
                # A note whose answer was lost may have been heard; what was told certainly was.
                assert unit.told <= recorded[unit.id] <= unit.used, unit
            elif unit.reservation is not None:
                assert recorded[unit.id] == unit.used, unit
            else:
                assert recorded[unit.id] == 0, unit


def _judge_change(shard: Shard, before: Shard | None) -> None:
    balance = shard.balance
    assert balance.limit == balance.remaining + balance.held + balance.used, shard
    if balance.held > (before.balance.held if before else 0):
        assert balance.remaining >= 0, f"beyond the limit: {shard}"
