"""The queue of a tenant's runs: first come, first served, as many at once as its plan allows.

Whoever starts a run serves the whole queue, so that nobody is overtaken; the reaper serves it every
minute. A user who has all the places of one user does not hold up the others. Where the platform is
full, a tenant's runs wait for its turn as well, see `nyqst.research.give_places`.
"""

from dataclasses import dataclass
from datetime import timedelta

from nyqst.clock import Clock
from nyqst.errors import Conflict
from nyqst.research.model.run import Run
from nyqst.research.ports import RunStore, Workflow
from nyqst.research.run_places import Place, RunPlaces
from nyqst.research.run_standing import RunStanding

DEADLINE = timedelta(minutes=30)
"""From when a run has its place."""
_BEYOND_DEADLINE = timedelta(minutes=10)
"""Time for the reaper to end it, before its place comes back by itself."""
_LIFETIME = DEADLINE + _BEYOND_DEADLINE
_FULL = frozenset({Place.TENANT_FULL, Place.PLATFORM_FULL})
"""Then none of the tenant's other runs has a place either."""


@dataclass(frozen=True, slots=True)
class DispatchRuns:
    runs: RunStore
    workflow: Workflow
    places: RunPlaces
    standing: RunStanding
    clock: Clock

    def __call__(self, tenant_id: str) -> int:
        """Starts those of the tenant's waiting runs that there are places for; how many."""
        started = 0
        for run in self.runs.waiting(tenant_id):
            place = self.places.take(run, _LIFETIME)
            if place in _FULL:
                break
            started += place is Place.TAKEN and self._start(run)
        return started

    def unless_suspended(self, tenant_id: str) -> int:
        """The runs of a suspended tenant wait until it is let in again. Whoever starts a run has
        shown a credential just now, and need not ask."""
        return 0 if self.standing.is_suspended(tenant_id) else self(tenant_id)

    def one(self, tenant_id: str) -> Place | None:
        """Starts one run of the tenant whose turn it is among all tenants.

        TAKEN if it did, else what is full; None if there is no run that could start.
        """
        if self.standing.is_suspended(tenant_id):
            return None
        for run in self.runs.waiting(tenant_id):
            place = self.places.take(run, _LIFETIME, in_turn=True)
            if place in _FULL or (place is Place.TAKEN and self._start(run)):
                return place
        return None

    def begin(self, run: Run) -> None:
        """Serves the queue that it stands in; starts it again if it has its place already."""
        if run.dispatched:
            self.workflow.start(run.key)
        else:
            self(run.tenant_id)

    def position(self, run: Run) -> int | None:
        """Its place among the tenant's own, from 1; None if it does not wait."""
        if not run.waits:
            return None
        waiting = [other.id for other in self.runs.waiting(run.tenant_id)]
        return waiting.index(run.id) + 1 if run.id in waiting else None

    def _start(self, run: Run) -> bool:
        now = self.clock.now()
        try:
            self.runs.dispatch(run.key, now + DEADLINE, now)
        except Conflict:
            self.places.free(run)  # it was cancelled meanwhile
            return False
        self.workflow.start(run.key)
        return True
