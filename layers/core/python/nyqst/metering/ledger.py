"""What was used of a meter, entry by entry, whatever the meter is cut into."""

from dataclasses import dataclass

from nyqst.metering.look import all_shards
from nyqst.metering.model.meter import Balance, Meter
from nyqst.metering.model.reservation import LedgerEntry
from nyqst.metering.ports import MeterStore


@dataclass(frozen=True, slots=True)
class Ledger:
    store: MeterStore

    def held(self, meter: Meter) -> int:
        """What is set aside still, and may be used or not."""
        shards = all_shards(self.store, meter, 1)
        return sum((shard.balance for shard in shards), Balance.untouched(0)).held

    def entries(self, meter: Meter) -> tuple[LedgerEntry, ...]:
        """In the order in which they were written. None of them ever changes."""
        shards = all_shards(self.store, meter, 1)
        found = [entry for shard in shards for entry in self.store.entries(shard.key)]
        return tuple(sorted(found, key=_order))


def _order(entry: LedgerEntry) -> tuple[object, ...]:
    return entry.at, entry.reservation_id, entry.number
