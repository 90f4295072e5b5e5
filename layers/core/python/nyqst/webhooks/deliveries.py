"""What became of what was to be sent, and sending it again."""

from dataclasses import dataclass

from nyqst.clock import Clock
from nyqst.errors import Conflict, NotFound
from nyqst.identity.model.caller import Caller
from nyqst.paging import Listed
from nyqst.webhooks.model.delivery import Delivery, DeliveryStatus
from nyqst.webhooks.ports import DeliveryStore


@dataclass(frozen=True, slots=True)
class Deliveries:
    store: DeliveryStore
    clock: Clock
    caller: Caller

    def list(self, endpoint_id: str, limit: int, cursor: str | None) -> Listed[Delivery]:
        """Newest first."""
        return self.store.list(self.caller.tenant_id, endpoint_id, limit, cursor)

    def replay(self, endpoint_id: str, delivery_id: str) -> Delivery:
        """Under the same event id, from the first attempt on."""
        found = self.store.get(self.caller.tenant_id, endpoint_id, delivery_id)
        if found is None:
            raise NotFound(f"No delivery {delivery_id}", code="delivery_not_found")
        asked = None
        if found.status is not DeliveryStatus.PENDING:
            asked = self.store.change(found.asked_again(self.clock.now()))
        if asked is None:
            raise Conflict("It is on its way", code="delivery_pending")
        return asked
