"""How many runs of a tenant, and of one of its users, work at once.

A place is a hold on a meter: taken by one conditional write, exact, and back by itself when whoever
had it is never heard of again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from nyqst.errors import QuotaExceeded
from nyqst.metering.model.meter import Cut, Meter, ShardKey
from nyqst.metering.model.reservation import Reservation
from nyqst.metering.ports import CurrentCatalog, MeterStore
from nyqst.metering.reserve import Reserve
from nyqst.research.model.run import Run

_NOW = "now"
"""The period of what is counted while it lasts."""


class Place(Enum):
    TAKEN = "taken"
    TENANT_FULL = "tenant_full"
    USER_FULL = "user_full"


@dataclass(frozen=True, slots=True)
class RunPlaces:
    catalog: CurrentCatalog
    reserve: Reserve
    store: MeterStore

    def take(self, run: Run, lifetime: timedelta) -> Place:
        """Again for the same run is the same place."""
        plan = self.catalog().plans[run.plan]
        tenant, user = _meters(run)
        if not self._take(tenant, Cut(plan.concurrent_runs), run, lifetime):
            return Place.TENANT_FULL
        if not self._take(user, Cut(plan.concurrent_runs_each), run, lifetime):
            self._free(tenant, run)
            return Place.USER_FULL
        return Place.TAKEN

    def free(self, run: Run) -> None:
        """Of a run that has none it changes nothing."""
        for meter in _meters(run):
            self._free(meter, run)

    def _take(self, meter: Meter, cut: Cut, run: Run, lifetime: timedelta) -> bool:
        try:
            self.reserve(meter, cut, run.id, 1, lifetime, {})
        except QuotaExceeded:
            return False
        return True

    def _free(self, meter: Meter, run: Run) -> None:
        key = ShardKey(meter, 0)
        shard = self.store.shard(key)
        hold = shard.holds.get(run.id) if shard else None
        if hold is not None:
            held = Reservation(run.id, key, hold.amount, hold.token)
            self.store.free(held, 0, hold.seen)


def _meters(run: Run) -> Iterator[Meter]:
    yield Meter(run.tenant_id, "running", _NOW)
    yield Meter(run.tenant_id, f"running-{run.user_id}", _NOW)
