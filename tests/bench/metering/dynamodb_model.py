"""Stands in for DynamoDB on AWS, with its documented limits, in virtual time.

Modelled: 1,000 write units a second for each partition key, refilled continuously, with one second
saved up at most; a unit for each begun KB of the item as it stands, its holds included; double for
transactions; a write that meets an item in an open transaction is refused, and so is a transaction;
an open transaction keeps its items for the middle half of its duration; refused calls take as long
as others. The adapter's own patience waits in between.

Not modelled: splitting of hot partitions, burst capacity beyond a second, read units, the table's
own limit (40,000 units unless raised), the network's failures, TLS and cold starts, what the client
computes, other tenants on the same node. Nothing here was measured on AWS by this project.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from nyqst.errors import Throttled
from nyqst.metering import rows
from nyqst.metering.model.meter import ShardKey
from nyqst.metering.model.reservation import Hold, LedgerEntry, Reservation
from nyqst.storage.patience import patiently
from tests.bench.metering.item_size import size_of
from tests.bench.metering.published import SINGLE, TRANSACTION
from tests.bench.metering.virtual_time import VirtualTime
from tests.fakes.meter_store import MemoryMeterStore

_UNITS_PER_S = 1_000
_UNIT_BYTES = 1_024
_SHARD_BYTES = 250
"""Of a shard without holds: its keys, its numbers and its place in the index."""


@dataclass
class Partition:
    units: float = _UNITS_PER_S
    refilled_at: float = 0
    kept_until: float = 0
    """By a transaction."""

    def take(self, units: int, now: float) -> bool:
        saved = self.units + (now - self.refilled_at) * _UNITS_PER_S
        self.units, self.refilled_at = min(_UNITS_PER_S, saved), now
        if self.units < units:
            return False
        self.units -= units
        return True


@dataclass
class ModelledStore:
    """`MeterStore`: what a call does is done in memory, how long it takes is modelled."""

    time: VirtualTime
    random: random.Random
    memory: MemoryMeterStore = field(default_factory=MemoryMeterStore)
    refused: int = 0
    _partitions: dict[object, Partition] = field(default_factory=lambda: defaultdict(Partition))

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.memory, name)
        touched = _TOUCHES.get(name, _nothing)

        def call(*arguments: Any) -> Any:
            def once() -> Any:
                return self._call(touched(self.memory, *arguments), lambda: method(*arguments))

            return patiently(once, self.time.sleep)

        return call

    def _call(self, touched: "Touched", effect: Callable[[], Any]) -> Any:
        if len(touched) > 1:
            return self._transaction(touched, effect)
        took = SINGLE.draw(self.random)
        self.time.sleep(took / 2)
        admitted = self._admits(touched)
        answer = effect() if admitted else None
        self.time.sleep(took / 2)
        return self._answered(answer, admitted=admitted)

    def _transaction(self, touched: "Touched", effect: Callable[[], Any]) -> Any:
        took = TRANSACTION.draw(self.random)
        self.time.sleep(took / 4)
        admitted = self._admits({key: 2 * units for key, units in touched.items()})
        answer = None
        if admitted:
            for key in touched:
                self._partitions[key].kept_until = self.time.seconds + took / 2
            self.time.sleep(took / 2)
            answer = effect()
            self.time.sleep(took / 4)
        else:
            self.time.sleep(took * 3 / 4)
        return self._answered(answer, admitted=admitted)

    def _admits(self, touched: "Touched") -> bool:
        now = self.time.seconds
        partitions = [(self._partitions[key], units) for key, units in touched.items()]
        paid = [partition.take(units, now) for partition, units in partitions]
        return all(paid) and all(partition.kept_until <= now for partition, _ in partitions)

    def _answered(self, answer: Any, *, admitted: bool) -> Any:
        if not admitted:
            self.refused += 1
            raise Throttled("modelled")
        return answer


Touched = Mapping[object, int]
"""The items that a call writes, with what each costs."""


def _shard(memory: MemoryMeterStore, key: ShardKey, *holds: Hold) -> Touched:
    """The larger of before and after is paid for."""
    shard = memory.shard(key)
    every = [*(shard.holds.values() if shard else ()), *holds]
    one = size_of({rows.HOLD + every[0].id: rows.hold_map(every[0])}) if every else 0
    size = _SHARD_BYTES + one * len(every)
    return {key: -(-size // _UNIT_BYTES)}


def _hold(memory: MemoryMeterStore, key: ShardKey, _: object, hold: Hold) -> Touched:
    return _shard(memory, key, hold)


def _record(_: MemoryMeterStore, key: ShardKey, __: LedgerEntry) -> Touched:
    return {("ledger", key): 1}


def _free(memory: MemoryMeterStore, reservation: Reservation, *_: object) -> Touched:
    return _shard(memory, reservation.shard)


def _nothing(*_: object) -> Touched:
    return {}


_TOUCHES: Mapping[str, Callable[..., Touched]] = {
    "hold": _hold,
    "record": _record,
    "free": _free,
}
