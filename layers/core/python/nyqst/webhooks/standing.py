"""An endpoint that takes nothing for days is switched off, which its tenant's trail tells."""

from dataclasses import dataclass, replace

from nyqst.clock import Clock
from nyqst.errors import Conflict
from nyqst.identity.audit import audited
from nyqst.identity.model.caller import Caller, Role
from nyqst.identity.ports import Records
from nyqst.identity.records import Change, Changed, ref
from nyqst.webhooks.model.delivery import Delivery, DeliveryStatus
from nyqst.webhooks.model.endpoint import MOST_GIVEN_UP, Endpoint
from nyqst.webhooks.model.event import EventType

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Standing:
    records: Records
    clock: Clock

    def note(self, after: Delivery, endpoint: Endpoint | None) -> None:
        """Written before the delivery is, so that who dies between counts one too many."""
        if after.status is DeliveryStatus.PENDING or after.type is EventType.PING:
            return
        for _ in range(_TRIES):
            if endpoint is None or self._noted(endpoint, after.status):
                return
            wanted = ref(Endpoint, tenant_id=after.tenant_id, id=after.endpoint_id)
            endpoint = self.records.get(wanted)

    def _noted(self, before: Endpoint, status: DeliveryStatus) -> bool:
        """False if it was changed meanwhile."""
        given_up = before.given_up + 1 if status is DeliveryStatus.GIVEN_UP else 0
        enabled = before.enabled and given_up < MOST_GIVEN_UP
        change = Changed(before, replace(before, given_up=given_up, enabled=enabled))
        if not change.differing:
            return True
        changes: list[Change] = [change]
        if enabled is not before.enabled:
            by = _system(before.tenant_id)
            changes.append(audited(by, self.clock.now(), "webhook.disabled", before.id, change))
        try:
            self.records.commit(*changes)
        except Conflict:
            return False
        return True


def _system(tenant_id: str) -> Caller:
    """Nobody's doing: it follows from something else."""
    return Caller(tenant_id, "system", "", Role.OWNER, frozenset())
