"""An event store in memory. Many may use it at once; every call is one indivisible step."""

import threading
from dataclasses import dataclass, field

from nyqst.events.model import Batch, Head, LogName


@dataclass
class MemoryEventStore:
    calls: int = 0
    conflicts: int = 0
    _logs: dict[LogName, dict[int, Batch]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def head(self, log: LogName) -> Head:
        with self._step():
            batches = self._logs.get(log, {})
            return Head().behind(batches[max(batches)]) if batches else Head()

    def append(self, log: LogName, batch: Batch) -> bool:
        with self._step():
            batches = self._logs.setdefault(log, {})
            if batch.first in batches:
                self.conflicts += 1
                return False
            batches[batch.first] = batch
            return True

    def read(
        self, log: LogName, after: int, limit: int, *, aligned: bool = False
    ) -> tuple[Batch, ...]:
        with self._step():
            batches = self._logs.get(log, {})
            behind = (batches[first] for first in sorted(batches) if batches[first].last > after)
            return tuple(behind)[:limit]

    def _step(self) -> threading.Lock:
        self.calls += 1
        return self._lock
