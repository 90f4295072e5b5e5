"""One reserve and commit, against two bare conditional updates of the same store.

Ours calls through the SDK as `nyqst.storage.sdk_config` sets it up, the bare ones through the SDK
as it comes; beside it, both through ours.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from nyqst.clock import SystemClock
from nyqst.ids import new_id
from nyqst.metering.dynamodb import DynamoMeterStore
from nyqst.metering.model.meter import Cut, Meter
from nyqst.metering.model.reservation import Facts
from nyqst.metering.reserve import Reserve
from nyqst.metering.settle import Settlement
from tests.bench.measured import Measured
from tests.bench.ratios import median_ratio

_CYCLES = 400
_FACTS: Facts = {"plan": "team", "policy": 1, "user": "usr_bench"}
_PER_WRITE = {"UpdateItem": 1, "PutItem": 1, "TransactWriteItems": 2}
"""Capacity units of each item written, none being larger than 1 KB."""


def measure(client: Any, bare: Any, table: str) -> Iterator[Measured]:
    clock = SystemClock()
    store = DynamoMeterStore(client, table)
    settlement = Settlement(store, clock)
    reserve = Reserve(store, settlement, clock)
    meter = Meter("ten_bench", "research_run", new_id("period", clock.now()))

    def ours(number: int) -> None:
        id_ = f"run_{number:026}"
        reservation = reserve(meter, Cut(10**9), id_, 1, timedelta(minutes=30), _FACTS)
        settlement.commit(reservation, 1)

    ours(2 * _CYCLES)
    ratio = median_ratio(ours, BareUpdates(bare, table), times=_CYCLES)
    yield Measured("metering.cycle_over_raw_writes", round(ratio, 2), "x", "lower", 1.5)
    lean = median_ratio(
        lambda number: ours(_CYCLES + number), BareUpdates(client, table), times=_CYCLES
    )
    yield Measured("metering.cycle_over_lean_raw_writes", round(lean, 2), "x", "lower")
    writes = Writes()
    client.meta.events.register("provide-client-params.dynamodb.*", writes.count)
    ours(2 * _CYCLES + 1)
    client.meta.events.unregister("provide-client-params.dynamodb.*", writes.count)
    yield Measured("metering.writes_per_cycle", writes.items, "writes", "lower", 3)
    yield Measured("metering.wcu_per_cycle", writes.units, "WCU", "lower")
    yield Measured("metering.calls_per_cycle", writes.calls, "calls", "lower")


class BareUpdates:
    def __init__(self, client: Any, table: str) -> None:
        self._client = client
        key = {"pk": {"S": new_id("raw", SystemClock().now())}, "sk": {"S": "SHARD"}}
        client.put_item(TableName=table, Item={**key, "rem": {"N": str(10**9)}})
        self._request = {
            "TableName": table,
            "Key": key,
            "UpdateExpression": "SET rem = rem - :n",
            "ConditionExpression": "rem >= :n",
            "ExpressionAttributeValues": {":n": {"N": "1"}},
        }

    def __call__(self, _: int) -> None:
        self._client.update_item(**self._request)
        self._client.update_item(**self._request)


@dataclass
class Writes:
    """Counts what a client is asked to write."""

    calls: int = field(default=0)
    items: int = field(default=0)
    units: int = field(default=0)

    def count(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        self.calls += 1
        if model.name in _PER_WRITE:
            items = len(params.get("TransactItems", [params]))
            self.items += items
            self.units += items * _PER_WRITE[model.name]
