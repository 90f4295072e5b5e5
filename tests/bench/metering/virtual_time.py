"""Time that passes only when everybody waits: thousands of clients, one thread, one seed."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from greenlet import getcurrent, greenlet

_BEGINS = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass
class VirtualTime:
    seconds: float = 0
    _waiting: list[tuple[float, int, greenlet]] = field(default_factory=list)
    _order: "count[int]" = field(default_factory=count)

    def now(self) -> datetime:
        return _BEGINS + timedelta(seconds=self.seconds)

    def start(self, at: float, work: Callable[[], None]) -> None:
        heapq.heappush(self._waiting, (at, next(self._order), greenlet(work)))

    def sleep(self, seconds: float) -> None:
        here = getcurrent()
        heapq.heappush(self._waiting, (self.seconds + seconds, next(self._order), here))
        if here.parent is not None:
            here.parent.switch()

    def run(self) -> None:
        while self._waiting:
            self.seconds, _, worker = heapq.heappop(self._waiting)
            worker.switch()
