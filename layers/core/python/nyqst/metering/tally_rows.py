"""Tallies as items of the `usage` table. `dynamodb` tells their layout."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import astuple
from datetime import date
from typing import Any

from nyqst.metering.model.meter import Meter, ShardKey
from nyqst.metering.model.tally import Figures, Group, Tally

Item = Mapping[str, Any]


def tally_pk(tenant_id: str, meter_name: str) -> str:
    return f"{tenant_id}#TALLY#{meter_name}"


def tally_row(tally: Tally) -> dict[str, Any]:
    key, meter = tally.shard, tally.shard.meter
    groups = [[*astuple(group), *astuple(figures)] for group, figures in tally.groups.items()]
    return {
        "pk": tally_pk(meter.tenant_id, meter.name),
        "sk": f"{tally.day.isoformat()}#{meter.period}#{key.number}",
        "n": tally.entries,
        "z": zlib.compress(json.dumps(sorted(groups), separators=(",", ":")).encode()),
    }


def tally_of(tenant_id: str, meter_name: str, row: Item) -> Tally:
    day, period, number = row["sk"].split("#")
    groups: list[list[Any]] = json.loads(zlib.decompress(bytes(row["z"])))
    return Tally(
        ShardKey(Meter(tenant_id, meter_name, period), int(number)),
        date.fromisoformat(day),
        row["n"],
        {Group(*told[:3]): Figures(*told[3:]) for told in groups},
    )
