"""A meter store behind a network: calls are delayed, lost, doubled, throttled, cut short.

Before every call the turn may pass to another client, so that calls interleave in any order. One
seed is one schedule.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from greenlet import getcurrent

from nyqst.errors import Throttled, Unavailable
from tests.fakes.meter_store import MemoryMeterStore
from tests.fakes.tally_store import MemoryTallyStore

_MOST_CALLS = 100_000


class Crash(BaseException):
    """The client's process is gone, in the middle of whatever it did."""


@dataclass(frozen=True)
class Odds:
    """Of each fault, per call."""

    throttled: float = 0.02
    lost_request: float = 0.01
    lost_answer: float = 0.02
    doubled: float = 0.02
    crash_before: float = 0.005
    crash_after: float = 0.005
    passes_on: float = 0.5


FAULTY = Odds()
QUIET = Odds(0, 0, 0, 0, 0, 0, 0.5)


@dataclass
class FaultyStore:
    """Stands for the store: a method is one call over the network."""

    store: MemoryMeterStore | MemoryTallyStore
    random: random.Random
    odds: Odds
    watch: Callable[[], None]
    """Called after every effect, to look at the store."""
    calls: int = 0

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.store, name)

        def call(*arguments: Any, **named: Any) -> Any:
            return self._call(lambda: method(*arguments, **named))

        return call

    def _call(self, effect: Callable[[], Any]) -> Any:
        self.calls += 1
        assert self.calls < _MOST_CALLS, "it does not come to an end"
        self._pass_on()
        if self._happens(self.odds.crash_before):
            raise Crash
        if self._happens(self.odds.throttled):
            raise Throttled("simulated")
        if self._happens(self.odds.lost_request):
            raise Unavailable("the request was lost")
        answer = effect()
        self.watch()
        if self._happens(self.odds.doubled):
            self._pass_on()
            answer = effect()
            self.watch()
        if self._happens(self.odds.crash_after):
            raise Crash
        if self._happens(self.odds.lost_answer):
            raise Unavailable("the answer was lost")
        return answer

    def _happens(self, odds: float) -> bool:
        return self.random.random() < odds

    def _pass_on(self) -> None:
        """To the scheduler, which resumes whoever is next."""
        parent = getcurrent().parent
        if parent is not None and self._happens(self.odds.passes_on):
            parent.switch()
