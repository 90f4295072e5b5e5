"""Forty workers that write into one log side by side, each from a thread of its own."""

import json
import random
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from nyqst.clock import SystemClock
from nyqst.events.dynamodb import DynamoEventStore
from nyqst.events.follow import Pace, follow
from nyqst.events.model import Batch, Delivered, Head, LogName
from nyqst.events.types.execution import UpdateSubagentCurrentAction
from nyqst.events.write import EventWriter
from tests.bench.measured import Measured

WRITERS = 40
_EVENTS_EACH = 200


@dataclass
class CountingStore(DynamoEventStore):
    """Counts what the writers of one log do to it."""

    client: Any
    table: str
    calls: int = 0
    conflicts: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        super().__init__(self.client, self.table)

    def append(self, log: LogName, batch: Batch) -> bool:
        stored = super().append(log, batch)
        self._count(conflict=not stored)
        return stored

    def read(
        self, log: LogName, after: int, limit: int, *, aligned: bool = False
    ) -> tuple[Batch, ...]:
        self._count(conflict=False)
        return super().read(log, after, limit, aligned=aligned)

    def head(self, log: LogName) -> Head:
        self._count(conflict=False)
        return super().head(log)

    def _count(self, *, conflict: bool) -> None:
        with self._lock:
            self.calls += 1
            self.conflicts += conflict


def measure(client: Any, table: str, log: LogName) -> Iterator[Measured]:
    store = CountingStore(client, table)
    threads = [
        threading.Thread(target=_write, args=(store, log, number)) for number in range(WRITERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total = WRITERS * _EVENTS_EACH
    yield Measured("events.calls_per_event", round(store.calls / total, 3), "calls", "lower", 0.5)
    yield Measured("events.conflicts_per_event", round(store.conflicts / total, 3), "", "lower")
    read = list(follow(store, log, 0, Pace(segment=0.1)))
    events = [event for event in read if isinstance(event, Delivered)]
    yield Measured("events.gaps", gaps([event.seq for event in events], total), "", "exact", 0)
    disorder = out_of_order([json.loads(event.json)["current_action"] for event in events])
    yield Measured("events.out_of_order", disorder, "events", "exact", 0)


def gaps(numbers: list[int], total: int) -> int:
    """Numbers from 1 to `total` that are missing, and those that are too many."""
    distinct = set(numbers)
    return len(distinct ^ set(range(1, total + 1))) + len(numbers) - len(distinct)


def out_of_order(texts: list[str]) -> int:
    """Events that do not stand where their own writer put them."""
    written: defaultdict[str, list[int]] = defaultdict(list)
    for text in texts:
        writer, _, number = text.partition(":")
        written[writer].append(int(number))
    return sum(
        number != place for numbers in written.values() for place, number in enumerate(numbers)
    )


def action(text: str) -> UpdateSubagentCurrentAction:
    return UpdateSubagentCurrentAction(
        current_action=text, node_id="t01", plan_id="p1", plan_set_id="run", timestamp=0
    )


def _write(store: CountingStore, log: LogName, number: int) -> None:
    """As a worker does: an event now and then, a moment of work between."""
    writer = EventWriter(store, log, SystemClock(), store.head(log))
    pause = random.Random(number)
    for event in range(_EVENTS_EACH):
        writer.emit(action(f"{number}:{event}"))
        time.sleep(pause.uniform(0, 0.02))
    writer.flush()
