"""Holds, entries and the shard that they lie in."""

from datetime import UTC, datetime, timedelta

from nyqst.metering.model.meter import Balance, Cut, ShardKey
from nyqst.metering.model.reservation import Ending, Facts, Hold, LedgerEntry, Reservation, Shard
from nyqst.metering.ports import HELD, MeterStore

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
CUT = Cut(10)


def hold(id_: str = "run_1", amount: int = 3) -> Hold:
    facts: Facts = {"run": id_, "version": 1}
    return Hold(
        id_, amount, NOW + timedelta(minutes=30), f"token of {id_}", presumed=2, facts=facts
    )


def entry(total: int, ending: Ending = Ending.COMMITTED, *, number: int = 0) -> LedgerEntry:
    return LedgerEntry("run_1", number, ending, total, total, NOW, "token", {"user": "usr_1"})


def take(store: MeterStore, key: ShardKey, amount: int = 3) -> Reservation:
    assert store.hold(key, CUT, hold(amount=amount)) is HELD
    return Reservation("run_1", key, amount, "token of run_1")


def seen(store: MeterStore, key: ShardKey) -> Shard:
    shard = store.shard(key)
    assert shard is not None
    return shard


def balance(store: MeterStore, key: ShardKey) -> Balance:
    return seen(store, key).balance
