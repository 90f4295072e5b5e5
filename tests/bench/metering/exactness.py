"""Many clients at one limit, well below what they ask for, over HTTP.

Beside it the design that everybody writes first: count this month's rows, then insert one.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from nyqst.clock import SystemClock
from nyqst.errors import QuotaExceeded, Throttled
from nyqst.ids import new_id
from nyqst.metering.dynamodb import DynamoMeterStore
from nyqst.metering.model.meter import Cut, Meter, ShardKey
from nyqst.metering.model.recount import agrees
from nyqst.metering.reserve import Reserve
from nyqst.metering.settle import Settlement
from tests.bench.measured import Measured

CLIENTS = (50, 200)
_ASKED_EACH = 6
_SHARDS = 8
_LIFETIME = timedelta(minutes=30)


@dataclass(frozen=True)
class Outcome:
    overspent: int
    unsold: int
    """Of the limit, though more was asked for."""
    mismatches: int
    """Shards that differ from their ledger, and units that differ from what their client knows."""
    throttled: int


def measure(client: Any, table: str) -> Iterator[Measured]:
    outcomes = {clients: _metered(client, table, clients) for clients in CLIENTS}
    for clients, outcome in outcomes.items():
        name = f"metering.overspend_at_{clients}_clients"
        yield Measured(name, outcome.overspent, "units", "exact", 0)
    every = outcomes.values()
    overspent = sum(outcome.overspent for outcome in every)
    yield Measured("metering.overspend", overspent, "units", "exact", 0)
    naive = _naive(client, table, CLIENTS[0])
    yield Measured("metering.naive_overspend", naive, "units", "lower")
    unsold = sum(outcome.unsold for outcome in every)
    yield Measured("metering.unsold_at_the_limit", unsold, "units", "exact", 0)
    mismatches = sum(outcome.mismatches for outcome in every)
    yield Measured("metering.ledger_mismatches", mismatches, "", "exact", 0)
    throttled = sum(outcome.throttled for outcome in every)
    yield Measured("metering.gave_up_and_came_again", throttled, "requests", "lower")


def _metered(client: Any, table: str, clients: int) -> Outcome:
    clock = SystemClock()
    store = DynamoMeterStore(client, table)
    settlement = Settlement(store, clock)
    reserve = Reserve(store, settlement, clock)
    meter = Meter("ten_bench", "research_run", new_id("period", clock.now()))
    cut = Cut(clients * _ASKED_EACH // 3, _SHARDS)
    committed: set[str] = set()
    throttled: list[str] = []

    def ask(id_: str) -> None:
        while True:
            try:
                reservation = reserve(meter, cut, id_, 1, _LIFETIME, {"plan": "team"})
                settlement.commit(reservation, 1)
            except QuotaExceeded:
                return
            except Throttled:
                throttled.append(id_)
                continue
            committed.add(id_)
            return

    _at_once(clients, ask)
    keys = [ShardKey(meter, number) for number in range(_SHARDS)]
    ledgers = {key: store.entries(key) for key in keys}
    used = sum(entry.quantity for entries in ledgers.values() for entry in entries)
    recorded = {entry.reservation_id for entries in ledgers.values() for entry in entries}
    drifted = 0
    for key, entries in ledgers.items():
        shard = store.shard(key)
        drifted += shard is None or not agrees(shard, entries)
    return Outcome(
        max(0, used - cut.limit),
        max(0, cut.limit - used),
        drifted + len(recorded ^ committed),
        len(throttled),
    )


def _naive(client: Any, table: str, clients: int) -> int:
    """By how much counting before inserting goes beyond the limit."""
    limit = clients * _ASKED_EACH // 3
    pk = {"S": new_id("naive", SystemClock().now())}

    def count() -> int:
        answer = client.query(
            TableName=table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": pk},
            Select="COUNT",
            ConsistentRead=True,
        )
        return int(answer["Count"])

    def ask(id_: str) -> None:
        if count() < limit:
            client.put_item(TableName=table, Item={"pk": pk, "sk": {"S": id_}})

    _at_once(clients, ask)
    return max(0, count() - limit)


def _at_once(clients: int, ask: Callable[[str], None]) -> None:
    """Every client asks one time after the other; all of them begin together."""
    start = threading.Barrier(clients)

    def work(client: int) -> None:
        start.wait()
        for number in range(_ASKED_EACH):
            ask(f"unit_{client}_{number}")

    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(work, range(clients)))
