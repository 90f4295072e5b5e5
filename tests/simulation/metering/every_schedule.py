"""Every order of calls and every single fault of a small model, one after the other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from greenlet import getcurrent, greenlet

from nyqst.errors import Throttled, Unavailable
from tests.fakes.meter_store import MemoryMeterStore
from tests.simulation.metering.faults import Crash


@dataclass
class Choices:
    """Takes the path it is told, then the first way everywhere, and remembers the other ways."""

    told: list[int]
    taken: list[int] = field(default_factory=list)
    ways: list[int] = field(default_factory=list)

    def choose(self, ways: int) -> int:
        at = len(self.taken)
        way = self.told[at] if at < len(self.told) else 0
        self.taken.append(way)
        self.ways.append(ways)
        return way


def every_path(run: Callable[[Choices], None]) -> Iterator[list[int]]:
    """Runs along each path once, depth first."""
    waiting: list[list[int]] = [[]]
    while waiting:
        choices = Choices(waiting.pop())
        run(choices)
        yield choices.taken
        for at in range(len(choices.told), len(choices.taken)):
            waiting += [[*choices.taken[:at], way] for way in range(1, choices.ways[at])]


@dataclass
class ChosenFaults:
    """The store over a network that fails where the path says so, up to `faults` times."""

    store: MemoryMeterStore
    choices: Choices
    faults: int

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.store, name)

        def call(*arguments: Any) -> Any:
            parent = getcurrent().parent
            if parent is not None:
                parent.switch()
            return self._call(lambda: method(*arguments))

        return call

    def _call(self, effect: Callable[[], Any]) -> Any:
        fault = self.choices.choose(6) if self.faults else 0
        self.faults -= fault > 0
        if fault == 1:
            raise Crash
        if fault == 2:
            raise Throttled("chosen")
        answer = effect()
        if fault == 3:
            answer = effect()
        if fault == 4:
            raise Crash
        if fault == 5:
            raise Unavailable("chosen")
        return answer


def interleave(choices: Choices, *workers: Callable[[], object]) -> None:
    alive = [greenlet(worker) for worker in workers]
    while alive:
        chosen = alive[choices.choose(len(alive))]
        chosen.switch()
        if chosen.dead:
            alive.remove(chosen)
