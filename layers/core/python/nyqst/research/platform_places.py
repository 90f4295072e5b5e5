"""How many runs of all tenants work at once, where the stage limits that.

While any tenant waits for such a place, new runs take none: those that come free go to whose turn
it is. The places belong to no tenant: a function takes them with its own rights, whoever it acts
for.
"""

from dataclasses import dataclass
from datetime import timedelta

from nyqst.identity.model.tenant import OPERATOR
from nyqst.isolation.acting import acting_for
from nyqst.metering.model.meter import Meter
from nyqst.research.held_places import NOW, HeldPlaces
from nyqst.research.model.run import Run
from nyqst.research.ports import TenantQueue

PLATFORM = Meter(OPERATOR, "running-platform", NOW)


@dataclass(frozen=True, slots=True)
class PlatformPlaces:
    limit: int | None
    """None where there is none; then nothing is asked and nothing counted."""
    held: HeldPlaces
    queue: TenantQueue

    def take(self, run: Run, weight: int, lifetime: timedelta, *, in_turn: bool) -> bool:
        """If not, its tenant waits from now on, unless it does already."""
        if self.limit is None:
            return True
        with acting_for():
            free = in_turn or not self.queue.anyone()
            if free and self.held.take(PLATFORM, self.limit, run.id, lifetime):
                return True
            if not in_turn:
                self.queue.join(run.tenant_id, weight)
        return False

    def free(self, run: Run) -> None:
        if self.limit is not None:
            with acting_for():
                self.held.free(PLATFORM, run.id)
