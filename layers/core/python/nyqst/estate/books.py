"""What books must keep of a tenant's ledger when nothing else is left of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from nyqst.estate.model import OwnedRow
from nyqst.metering.model.catalog import Feature
from nyqst.metering.model.meter import Meter, ShardKey
from nyqst.metering.model.tally import differences
from nyqst.metering.ports import MeterStore


@dataclass(frozen=True, slots=True)
class Books:
    meters: MeterStore

    def figures(self, row: OwnedRow) -> Mapping[str, int]:
        """Of a row of the ledger; of any other none."""
        parts = str(row.key[0]).split("#")
        if row.table != "usage" or parts[1] != "LEDGER" or parts[2] not in set(Feature):
            return {}
        month = parts[3][: len("2026-11")]
        counted = {f"{month} {parts[2]}": int(row.values["q"])}
        if parts[2] == Feature.LLM_TOKENS and "cost_micros" in row.values.get("f", {}):
            counted[f"{month} cost_micros"] = self._cost_micros(row)
        return counted

    def _cost_micros(self, row: OwnedRow) -> int:
        """A late entry tells its reservation's total: only what it adds to those before counts."""
        told = int(row.values["f"]["cost_micros"])
        tenant_id, _, name, period, shard = str(row.key[0]).split("#")
        reservation_id, _, number = str(row.key[1]).rpartition("#")
        if int(number) == 0:
            return told
        key = ShardKey(Meter(tenant_id, name, period), int(shard))
        added = differences(self.meters.entries(key, reservation_id))
        return next(more.cost_micros for entry, more in added if entry.number == int(number))
