"""Gives the platform's free places to the tenants that wait for them, each in its turn.

For who serves all tenants. Done by two at once it gives no place twice, and each is counted.
"""

from dataclasses import dataclass

from nyqst.errors import Conflict, Throttled
from nyqst.research.dispatch_runs import DispatchRuns
from nyqst.research.model.turns import TenantsWaiting
from nyqst.research.ports import TenantQueue
from nyqst.research.run_places import Place

AT_ONCE = 50
_TRIES = 8
"""Each one fails only because somebody else has changed whose turn it is."""


@dataclass(frozen=True, slots=True)
class GivePlaces:
    limit: int | None
    """None where there is none; then nobody waits."""
    queue: TenantQueue
    dispatch: DispatchRuns

    def __call__(self) -> int:
        """How many it gave."""
        if self.limit is None:
            return 0
        given = 0
        for _ in range(AT_ONCE):
            found = self.queue.read()
            if not found.weights:
                self._forget(found)
                break
            place = self._give(found)
            if place is Place.PLATFORM_FULL:
                break
            given += place is Place.TAKEN
        return given

    def _give(self, found: TenantsWaiting) -> Place | None:
        tenant_id = found.turns.joined(found.weights).first(found.weights)
        try:
            place = self.dispatch.one(tenant_id)
        except Exception:
            # Else whoever cannot be served would keep the others from it for good.
            self._keep(found, tenant_id, waits=True)
            raise
        if place is not Place.PLATFORM_FULL:
            self._keep(found, tenant_id, waits=place is Place.TAKEN)
        return place

    def _keep(self, found: TenantsWaiting, tenant_id: str, *, waits: bool) -> None:
        """That it had its turn, and whether it waits for another."""
        weight = found.weights[tenant_id]
        for _ in range(_TRIES):
            turns = found.turns.joined({tenant_id: weight, **found.weights})
            after = turns.given(tenant_id) if waits else turns.left(tenant_id)
            try:
                return self.queue.keep(after, left=None if waits else tenant_id)
            except Conflict:
                found = self.queue.read()
        raise Throttled("Too many give places at once")

    def _forget(self, found: TenantsWaiting) -> None:
        if found.turns.version:
            self.queue.forget()
