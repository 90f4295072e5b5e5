"""The event log on the local stack: forty writers, long replays, and readers that are cut off.

Times are CPU of this process, the client's side: the emulator's speed is not ours to measure.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from infra.local import deployment, stack
from nyqst.clock import SystemClock, epoch_ms
from nyqst.events.dynamodb import DynamoEventStore
from nyqst.events.follow import Pace, follow
from nyqst.events.model import Batch, Head, LogName
from nyqst.events.write import EventWriter
from nyqst.ids import new_id
from tests.bench import cuts, writers
from tests.bench.measured import Measured
from tests.bench.ratios import median_ratio
from tests.bench.writers import WRITERS, action

_REPLAYED = 10_000
_APPENDED = 400
_REPLAYS = 9
_BATCH = 10


def measure() -> Iterator[Measured]:
    local = stack.up(lambda _: None)
    table = deployment.outputs()["EventsTable"]
    client = deployment.client(local.emulator_port, "dynamodb", connections=WRITERS)
    yield from writers.measure(client, table, _new_log())
    yield _append(client, table)
    yield _replay(client, table)
    yield from cuts.measure(local)


def _append(client: Any, table: str) -> Measured:
    """A batch of ten through the writer, against a bare PutItem of the very same item."""
    store, log = DynamoEventStore(client, table), _new_log()
    events = [action(f"Reading source {number}") for number in range(_BATCH)]
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
    payloads = tuple(action(f"Reading source {n}").to_json() for n in range(_BATCH))
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


def _new_log() -> LogName:
    return LogName("ten_bench", f"RUN#{new_id('run', SystemClock().now())}")
