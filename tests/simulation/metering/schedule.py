"""A schedule that can be told, tried again and made smaller."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from functools import partial

from tests.fakes.meter_store import MemoryMeterStore
from tests.simulation.kept import smallest
from tests.simulation.metering.faults import FAULTY, Odds
from tests.simulation.metering.world import Settled, World

_UNITS_TRIED = 9_000
"""For each way to make it smaller, under as many seeds: a smaller world has other schedules."""

_FAULTS = [kind.name for kind in fields(Odds) if kind.name != "passes_on"]
"""Without turns nobody comes to an end."""

_DENSE = 0.1

MakeStore = Callable[[], MemoryMeterStore]


@dataclass(frozen=True)
class Schedule:
    seed: int
    clients: int = 6
    units_each: int = 20
    odds: Odds = FAULTY

    def run(self, make_store: MakeStore = MemoryMeterStore) -> Settled:
        """Raises `AssertionError` on whatever is not as promised."""
        return World(self.seed, self.clients, self.units_each, self.odds, make_store()).run()

    def fault(self, make_store: MakeStore = MemoryMeterStore) -> str:
        """What is not as promised; empty if all is."""
        try:
            self.run(make_store)
        except Exception as error:  # noqa: BLE001 - whatever it is, it was found
            return f"{type(error).__name__}: {error}"
        return ""


def shrunk(schedule: Schedule, make_store: MakeStore = MemoryMeterStore) -> Schedule:
    """The smallest found that still fails: fewer kinds of fault, fewer clients, less work.

    First with more of every fault, since a small world under rare ones seldom meets any.
    """
    dense = replace(schedule, odds=Odds(*(_DENSE for _ in _FAULTS)))
    first = _failing(dense, make_store) or schedule
    return smallest(first, _simpler, partial(_failing, make_store=make_store))


def _failing(schedule: Schedule, make_store: MakeStore) -> Schedule | None:
    seeds = range(_UNITS_TRIED // (schedule.clients * schedule.units_each))
    under_seeds = (replace(schedule, seed=seed) for seed in seeds)
    tried = itertools.chain([schedule], under_seeds)
    return next((each for each in tried if each.fault(make_store)), None)


def _simpler(schedule: Schedule) -> Iterator[Schedule]:
    for kind in _FAULTS:
        if getattr(schedule.odds, kind):
            yield replace(schedule, odds=replace(schedule.odds, **{kind: 0}))
    if schedule.clients > 1:
        yield replace(schedule, clients=schedule.clients - 1)
    for units in (schedule.units_each // 2, schedule.units_each - 1):
        if units:
            yield replace(schedule, units_each=units)
