"""Of subscriptions that were bought at two pages at once, the eldest stays.

Whoever stops in the middle leaves the rest to the next one, who knows a duplicate by its still
being served. So it is cancelled last, when the money is on its way back and the tenant has been
told; were it cancelled first, nobody would look for the money any more. What Stripe has of an
invoice says what was given back of it, also when the keys of its writes are forgotten, after a day.
"""

import contextlib
from dataclasses import dataclass

from nyqst.billing.model.duplicate import Duplicate, doubled
from nyqst.billing.model.event import duplicate_ended
from nyqst.billing.model.prices import PriceMap
from nyqst.billing.model.processor import ProcessorInvoice, ProcessorSubscription
from nyqst.billing.model.subscription import Customer
from nyqst.billing.ports import Gateways
from nyqst.billing.post import Post
from nyqst.clock import Clock, epoch_ms
from nyqst.errors import NotFound
from nyqst.identity.ports import Records
from nyqst.identity.records import Added, ref
from nyqst.ids import derived_id


@dataclass(frozen=True, slots=True)
class EndDuplicates:
    records: Records
    gateway: Gateways
    prices: PriceMap
    post: Post
    clock: Clock

    def __call__(self, customer: Customer) -> None:
        """Raises `Conflict` when somebody else is at it."""
        found = doubled(self.gateway().subscriptions_of(customer.id), self.prices)
        if found is not None:
            for each in found.duplicates:
                self._end(customer.tenant_id, found.kept.id, each)

    def _end(self, tenant_id: str, kept_id: str, held: ProcessorSubscription) -> None:
        invoices = self._invoices(held)
        for paid in invoices:
            if paid.refundable_cents:
                self.gateway().refund(paid, f"refund:{held.id}:{paid.id}")
        total = sum(paid.credited_cents + paid.refundable_cents for paid in invoices)
        self._tell(Duplicate(tenant_id, held.id, kept_id, total))
        with contextlib.suppress(NotFound):
            self.gateway().cancel(held.id, f"duplicate:{held.id}", invoices_use=False)

    def _invoices(self, held: ProcessorSubscription) -> list[ProcessorInvoice]:
        made = self.gateway().invoices_of(held.customer_id, held.created_at)
        return [each for each in made if each.subscription_id == held.id]

    def _tell(self, ended: Duplicate) -> None:
        """Once, whoever else tells it."""
        key = {"tenant_id": ended.tenant_id, "subscription_id": ended.subscription_id}
        if self.records.get(ref(Duplicate, **key)) is None:
            event_id = derived_id("bev", ended.subscription_id.encode())
            told = duplicate_ended(event_id, ended, epoch_ms(self.clock.now()))
            self.post(ended.tenant_id, [Added(ended)], told)
