"""Has an event sent to everybody of its tenant who wants to know."""

from dataclasses import dataclass

from nyqst.identity.ports import Records
from nyqst.webhooks.model.delivery import delivery_of
from nyqst.webhooks.model.endpoint import MAX_ENDPOINTS, Endpoint
from nyqst.webhooks.model.event import Event
from nyqst.webhooks.ports import DeliveryStore


@dataclass(frozen=True, slots=True)
class Announce:
    """What is written is an outbox: the same event again is the same deliveries."""

    records: Records
    deliveries: DeliveryStore

    def __call__(self, event: Event) -> None:
        tenant_id = event.tenant_id
        for endpoint in self.records.list(Endpoint, MAX_ENDPOINTS, None, tenant_id=tenant_id).items:
            if endpoint.wants(event.type):
                self.deliveries.add(delivery_of(event, endpoint))
