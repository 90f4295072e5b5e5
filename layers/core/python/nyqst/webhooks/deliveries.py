"""What became of what was to be sent, and sending it again."""

from dataclasses import dataclass

from nyqst.clock import Clock
from nyqst.errors import Conflict, NotFound
from nyqst.identity.model.caller import Caller
from nyqst.paging import Listed
from nyqst.retention import Data, is_over, still_kept
from nyqst.webhooks.model.delivery import Delivery, DeliveryStatus
from nyqst.webhooks.ports import DeliveryStore


@dataclass(frozen=True, slots=True)
class Deliveries:
    store: DeliveryStore
    clock: Clock
    caller: Caller

    def list(self, endpoint_id: str, limit: int, cursor: str | None) -> Listed[Delivery]:
        """Newest first."""
        found = self.store.list(self.caller.tenant_id, endpoint_id, limit, cursor)
        return still_kept(found, Data.DELIVERIES, lambda each: each.created_at, self.clock.now())

    def replay(self, endpoint_id: str, delivery_id: str) -> Delivery:
        """Under the same event id, from the first attempt on."""
        found = self.store.get(self.caller.tenant_id, endpoint_id, delivery_id)
        now = self.clock.now()
        if found is None or is_over(Data.DELIVERIES, found.created_at, now):
            raise NotFound(f"No delivery {delivery_id}", code="delivery_not_found")
        asked = None
        if found.status is not DeliveryStatus.PENDING:
            asked = self.store.change(found.asked_again(now))
        if asked is None:
            raise Conflict("It is on its way", code="delivery_pending")
        return asked
