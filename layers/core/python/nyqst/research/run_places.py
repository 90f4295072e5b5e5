"""How many runs of a tenant, of one of its users and for one of its projects work at once, and how
many of all tenants."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from nyqst.metering.model.catalog import Plan
from nyqst.metering.model.meter import Meter
from nyqst.metering.ports import CurrentCatalog
from nyqst.research.held_places import NOW, HeldPlaces
from nyqst.research.model.run import Run
from nyqst.research.platform_places import PlatformPlaces
from nyqst.research.run_projects import RunProjects


class Place(Enum):
    TAKEN = "taken"
    TENANT_FULL = "tenant_full"
    USER_FULL = "user_full"
    PROJECT_FULL = "project_full"
    PLATFORM_FULL = "platform_full"


@dataclass(frozen=True, slots=True)
class RunPlaces:
    catalog: CurrentCatalog
    held: HeldPlaces
    projects: RunProjects
    platform: PlatformPlaces

    def take(self, run: Run, lifetime: timedelta, *, in_turn: bool = False) -> Place:
        """Again for the same run is the same place. Those of all tenants come last: who has no
        place of its own does not compete for them."""
        plan = self.catalog().plans[run.plan]
        taken: list[Meter] = []
        for meter, limit, full in self._limits(run, plan):
            if not self.held.take(meter, limit, run.id, lifetime):
                return self._give_back(taken, run, full)
            taken.append(meter)
        if not self.platform.take(run, plan.weight, lifetime, in_turn=in_turn):
            return self._give_back(taken, run, Place.PLATFORM_FULL)
        return Place.TAKEN

    def free(self, run: Run) -> None:
        """Of a run that has none it changes nothing."""
        self.platform.free(run)
        self.held.free(_running(run.tenant_id), run.id)
        for who in filter(None, (run.user_id, run.project_id)):
            self.held.free(_running(run.tenant_id, who), run.id)

    def _limits(self, run: Run, plan: Plan) -> Iterator[tuple[Meter, int, Place]]:
        tenant_id = run.tenant_id
        yield _running(tenant_id), plan.concurrent_runs, Place.TENANT_FULL
        yield _running(tenant_id, run.user_id), plan.concurrent_runs_each, Place.USER_FULL
        limit = self.projects.limit(run)
        if run.project_id and limit is not None:
            yield _running(tenant_id, run.project_id), limit, Place.PROJECT_FULL

    def _give_back(self, taken: list[Meter], run: Run, full: Place) -> Place:
        for meter in taken:
            self.held.free(meter, run.id)
        return full


def _running(tenant_id: str, who: str | None = None) -> Meter:
    """Of the whole tenant, of one of its users, or for one of its projects."""
    return Meter(tenant_id, f"running-{who}" if who else "running", NOW)
