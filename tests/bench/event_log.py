"""The event log under forty writers and long replays, on the local stack's DynamoDB over HTTP.

Times are CPU of this process, the client's side: the emulator's speed is not ours to measure.
"""

import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from infra.local import deployment, stack
from nyqst.clock import SystemClock, epoch_ms
from nyqst.events.dynamodb import DynamoEventStore
from nyqst.events.follow import Pace, follow
from nyqst.events.model import Batch, Delivered, Head, LogName
from nyqst.events.types.execution import UpdateSubagentCurrentAction
from nyqst.events.write import EventWriter
from nyqst.ids import new_id
from tests.bench.measured import Measured
from tests.bench.ratios import median_ratio

_WRITERS = 40
_EVENTS_EACH = 200
_REPLAYED = 10_000
_APPENDED = 400
_REPLAYS = 9
_BATCH = 10


def measure() -> Iterator[Measured]:
    local = stack.up(lambda _: None)
    table = deployment.outputs()["EventsTable"]
    client = deployment.client(local.emulator_port, "dynamodb", connections=_WRITERS)
    yield from _forty_writers(client, table)
    yield _append(client, table)
    yield _replay(client, table)


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


def _forty_writers(client: Any, table: str) -> Iterator[Measured]:
    store, log = CountingStore(client, table), _new_log()
    threads = [
        threading.Thread(target=_write, args=(store, log, number)) for number in range(_WRITERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total = _WRITERS * _EVENTS_EACH
    yield Measured("events.calls_per_event", round(store.calls / total, 3), "calls", "lower", 0.5)
    yield Measured("events.conflicts_per_event", round(store.conflicts / total, 3), "", "lower")
    read = list(follow(store, log, 0, Pace(segment=0.1)))
    numbers = [event.seq for event in read if isinstance(event, Delivered)]
    missing = len(set(range(1, total + 1)).symmetric_difference(numbers)) + len(numbers) - total
    yield Measured("events.gaps", missing, "events", "exact", 0)


def _write(store: CountingStore, log: LogName, number: int) -> None:
    """As a worker does: an event now and then, a moment of work between."""
    writer = EventWriter(store, log, SystemClock(), store.head(log))
    pause = random.Random(number)
    for event in range(_EVENTS_EACH):
        writer.emit(_event(f"{number}:{event}"))
        time.sleep(pause.uniform(0, 0.02))
    writer.flush()


def _append(client: Any, table: str) -> Measured:
    """A batch of ten through the writer, against a bare PutItem of the very same item."""
    store, log = DynamoEventStore(client, table), _new_log()
    events = [_event(f"Reading source {number}") for number in range(_BATCH)]
    writer = EventWriter(store, log, SystemClock(), Head())
    writer.emit(*events)
    writer.flush()
    (item,) = _items(client, table, log, limit=1)
    raw_key = {"pk": {"S": new_id("raw", SystemClock().now())}}

    def ours(_: int) -> None:
        writer.emit(*events)
        writer.flush()

    def raw(number: int) -> None:
        client.put_item(TableName=table, Item={**item, **raw_key, "sk": {"N": str(number)}})

    ratio = median_ratio(ours, raw, times=_APPENDED)
    return Measured("events.append_over_raw_put", round(ratio, 2), "x", "lower", 1.3)


def _replay(client: Any, table: str) -> Measured:
    """Events a second through the follower, over the same items by a bare Query."""
    store, log = DynamoEventStore(client, table), _new_log()
    payloads = tuple(_event(f"Reading source {n}").to_json() for n in range(_BATCH))
    for first in range(1, _REPLAYED, _BATCH):
        ends = first + _BATCH > _REPLAYED
        store.append(log, Batch(first, payloads, epoch_ms(SystemClock().now()), "t", ends))

    def ours(_: int) -> None:
        if sum(1 for _ in follow(store, log, 0, Pace())) != _REPLAYED:
            raise AssertionError("events are missing")

    def raw(_: int) -> None:
        if len(list(_items(client, table, log, limit=_REPLAYED))) != _REPLAYED // _BATCH:
            raise AssertionError("items are missing")

    ratio = 1 / median_ratio(ours, raw, times=_REPLAYS)
    return Measured("events.replay_per_s_over_raw_query", round(ratio, 2), "x", "higher", 0.7)


def _items(client: Any, table: str, log: LogName, limit: int) -> Iterator[dict[str, Any]]:
    pages = client.get_paginator("query").paginate(
        TableName=table,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": f"{log.tenant_id}#{log.stream}"}},
        ConsistentRead=True,
    )
    return islice((item for page in pages for item in page["Items"]), limit)


def _event(text: str) -> UpdateSubagentCurrentAction:
    return UpdateSubagentCurrentAction(
        current_action=text, node_id="t01", plan_id="p1", plan_set_id="run", timestamp=0
    )


def _new_log() -> LogName:
    return LogName("ten_bench", f"RUN#{new_id('run', SystemClock().now())}")
