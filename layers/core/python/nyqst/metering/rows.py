"""Meters, holds and entries as items of the `usage` table. `dynamodb` tells their layout."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zlib import crc32

from nyqst.clock import epoch_ms
from nyqst.metering.model.meter import Balance, Cut, Meter, ShardKey
from nyqst.metering.model.reservation import Ending, Facts, Hold, LedgerEntry, Shard
from nyqst.retention import Data, expiry

OPEN_PARTITIONS = 4
HOLD = "h#"
Item = Mapping[str, Any]


def shard_pk(key: ShardKey) -> str:
    meter = key.meter
    return f"{meter.tenant_id}#METER#{meter.name}#{meter.period}#{key.number}"


def shard_key_of(pk: str) -> ShardKey:
    tenant_id, _, name, period, number = pk.split("#")
    return ShardKey(Meter(tenant_id, name, period), int(number))


def ledger_pk(key: ShardKey) -> str:
    return shard_pk(key).replace("#METER#", "#LEDGER#", 1)


def ledger_sk(reservation_id: str, number: int) -> str:
    return f"{reservation_id}#{number:04}"


def open_pk(pk: str) -> str:
    return f"OPEN#{crc32(pk.encode()) % OPEN_PARTITIONS}"


def number(value: int) -> dict[str, str]:
    return {"N": str(value)}


def text(value: str) -> dict[str, str]:
    return {"S": value}


def cut_text(cut: Cut) -> dict[str, str]:
    return text(f"{cut.limit}/{cut.shards}")


def hold_map(hold: Hold) -> dict[str, Any]:
    told = {
        "n": number(hold.amount),
        "s": number(hold.seen),
        "x": number(epoch_ms(hold.expires_at)),
        "t": text(hold.token),
        **({"p": number(hold.presumed)} if hold.presumed else {}),
    }
    return {"M": {**told, "f": _facts_map(hold.facts)} if hold.facts else told}


def shard_of(key: ShardKey, item: Item) -> Shard:
    limit, _, shards = item["cut"]["S"].partition("/")
    holds = {
        name.removeprefix(HOLD): _hold(name.removeprefix(HOLD), value["M"])
        for name, value in item.items()
        if name.startswith(HOLD)
    }
    balance = Balance(*(int(item[name]["N"]) for name in ("lim", "rem", "held", "used")))
    touched = item["touched"]["S"] if "touched" in item else ""
    return Shard(key, Cut(int(limit), int(shards)), balance, holds, touched)


def entry_item(key: ShardKey, entry: LedgerEntry) -> dict[str, Any]:
    return {
        "pk": text(ledger_pk(key)),
        "sk": text(ledger_sk(entry.reservation_id, entry.number)),
        "e": text(entry.ending.value),
        "q": number(entry.quantity),
        "t": number(entry.total),
        "at": number(epoch_ms(entry.at)),
        "h": text(entry.token),
        **_expires(entry),
        **({"f": _facts_map(entry.facts)} if entry.facts else {}),
    }


def _expires(entry: LedgerEntry) -> dict[str, Any]:
    at = expiry(Data.USAGE_DETAIL, entry.at)
    return {"expires": number(at)} if at is not None else {}


def entry_of(item: Item) -> LedgerEntry:
    id_, _, count = item["sk"]["S"].rpartition("#")
    return LedgerEntry(
        id_,
        int(count),
        Ending(item["e"]["S"]),
        int(item["q"]["N"]),
        int(item["t"]["N"]),
        _instant(item["at"]),
        item["h"]["S"],
        _facts(item.get("f")),
    )


def _hold(id_: str, value: Item) -> Hold:
    presumed = int(value["p"]["N"]) if "p" in value else 0
    return Hold(
        id_,
        int(value["n"]["N"]),
        _instant(value["x"]),
        value["t"]["S"],
        int(value["s"]["N"]),
        presumed,
        _facts(value.get("f")),
    )


def _instant(value: Item) -> datetime:
    return datetime.fromtimestamp(int(value["N"]) / 1000, UTC)


def _facts_map(facts: Facts) -> dict[str, Any]:
    return {
        "M": {
            name: number(value) if isinstance(value, int) else text(value)
            for name, value in facts.items()
        }
    }


def _facts(value: Item | None) -> Facts:
    found = value["M"] if value else {}
    return {name: int(fact["N"]) if "N" in fact else str(fact["S"]) for name, fact in found.items()}
