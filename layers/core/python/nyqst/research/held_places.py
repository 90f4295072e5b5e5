"""Places as holds on a meter: taken by one conditional write, exact, and back by themselves when
whoever had one is never heard of again."""

from dataclasses import dataclass
from datetime import timedelta

from nyqst.errors import QuotaExceeded
from nyqst.metering.model.meter import Cut, Meter, ShardKey
from nyqst.metering.model.reservation import Reservation
from nyqst.metering.ports import MeterStore
from nyqst.metering.reserve import Reserve

NOW = "now"
"""The period of what is counted while it lasts."""


@dataclass(frozen=True, slots=True)
class HeldPlaces:
    reserve: Reserve
    store: MeterStore

    def take(self, meter: Meter, limit: int, run_id: str, lifetime: timedelta) -> bool:
        """Again for the same run is the same place."""
        try:
            self.reserve(meter, Cut(limit), run_id, 1, lifetime, {})
        except QuotaExceeded:
            return False
        return True

    def free(self, meter: Meter, run_id: str) -> None:
        """Of a run that has none it changes nothing."""
        key = ShardKey(meter, 0)
        shard = self.store.shard(key)
        hold = shard.holds.get(run_id) if shard else None
        if hold is not None:
            self.store.free(Reservation(run_id, key, hold.amount, hold.token), 0, hold.seen)
