"""How many runs of a tenant, of one of its users and for one of its projects work at once.

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
from nyqst.research.run_projects import RunProjects

_NOW = "now"
"""The period of what is counted while it lasts."""


class Place(Enum):
    TAKEN = "taken"
    TENANT_FULL = "tenant_full"
    USER_FULL = "user_full"
    PROJECT_FULL = "project_full"


@dataclass(frozen=True, slots=True)
class RunPlaces:
    catalog: CurrentCatalog
    reserve: Reserve
    store: MeterStore
    projects: RunProjects

    def take(self, run: Run, lifetime: timedelta) -> Place:
        """Again for the same run is the same place."""
        taken: list[Meter] = []
        for meter, limit, full in self._limits(run):
            if not self._take(meter, Cut(limit), run, lifetime):
                for earlier in taken:
                    self._free(earlier, run)
                return full
            taken.append(meter)
        return Place.TAKEN

    def _limits(self, run: Run) -> Iterator[tuple[Meter, int, Place]]:
        plan, tenant_id = self.catalog().plans[run.plan], run.tenant_id
        yield _running(tenant_id), plan.concurrent_runs, Place.TENANT_FULL
        yield _running(tenant_id, run.user_id), plan.concurrent_runs_each, Place.USER_FULL
        limit = self.projects.limit(run)
        if run.project_id and limit is not None:
            yield _running(tenant_id, run.project_id), limit, Place.PROJECT_FULL

    def free(self, run: Run) -> None:
        """Of a run that has none it changes nothing."""
        self._free(_running(run.tenant_id), run)
        for who in filter(None, (run.user_id, run.project_id)):
            self._free(_running(run.tenant_id, who), run)

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


def _running(tenant_id: str, who: str | None = None) -> Meter:
    """Of the whole tenant, of one of its users, or for one of its projects."""
    return Meter(tenant_id, f"running-{who}" if who else "running", _NOW)
