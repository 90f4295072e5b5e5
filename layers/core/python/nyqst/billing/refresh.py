"""What has to change so that a tenant stands as Stripe has it now.

What is ours is read before Stripe is asked, and each change is refused once somebody else has made
one. So whoever writes has asked after the last one wrote, and it does not matter in which order
events come, how often, or which of them never do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from nyqst.billing.model.duplicate import doubled
from nyqst.billing.model.invoice import Invoice, invoiced
from nyqst.billing.model.prices import Interval, PriceMap
from nyqst.billing.model.processor import ProcessorSubscription, foremost
from nyqst.billing.model.subscription import (
    Customer,
    Subscription,
    Terms,
    changed,
    subscribed,
    tenant_under,
)
from nyqst.billing.ports import Gateways
from nyqst.clock import Clock
from nyqst.errors import Failed
from nyqst.identity.audit import audited
from nyqst.identity.model.caller import Caller, Role
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.plan import PlanCode
from nyqst.identity.ports import Records
from nyqst.identity.records import Added, Change, Changed, ref
from nyqst.metering.model.catalog import Feature
from nyqst.metering.ports import CurrentCatalog


@dataclass(frozen=True, slots=True)
class Refreshed:
    changes: Sequence[Change]
    subscription: Subscription | None
    invoice: Invoice | None
    is_doubled: bool
    """Somebody has paid twice for a plan."""


@dataclass(frozen=True, slots=True)
class Refresh:
    records: Records
    gateway: Gateways
    prices: PriceMap
    catalog: CurrentCatalog
    clock: Clock

    def __call__(self, customer: Customer, invoice_id: str | None = None) -> Refreshed | None:
        """None of a tenant that is gone."""
        owner = customer.tenant_id
        tenant, before, known = self.records.get_together(
            ref(Tenant, id=owner),
            ref(Subscription, tenant_id=owner),
            ref(Invoice, tenant_id=owner, id=invoice_id or "-"),
        )
        if tenant is None:
            return None
        held = self.gateway().subscriptions_of(customer.id)
        told = foremost(held)
        after = self._subscription(owner, before, told) if told else before
        invoice = self._invoice(owner, invoice_id, known)
        changes = [*self._standing(tenant, before, after), *_kept(known, invoice)]
        return Refreshed(changes, after, invoice, doubled(held, self.prices) is not None)

    def _subscription(
        self, tenant_id: str, before: Subscription | None, told: ProcessorSubscription
    ) -> Subscription:
        return subscribed(tenant_id, before, told, self._terms(told), self.clock.now())

    def _terms(self, told: ProcessorSubscription) -> Terms:
        """The sandbox's once it does not serve, whatever it was for."""
        price_id = told.price_in_force(self.clock.now())
        offer = self.prices.offer_of(price_id)
        if told.status.serves and offer is None:
            raise Failed(f"No plan has the price {price_id}", code="price_unknown")
        plan, interval = offer or (PlanCode.SANDBOX, Interval.MONTH)
        in_force = plan if told.status.serves else PlanCode.SANDBOX
        quota = self.catalog().plans[in_force].features.get(Feature.RESEARCH_RUN)
        included = quota.included if quota else 0
        to_come = self.prices.offer_of(told.price_id) if price_id != told.price_id else None
        return Terms(in_force, interval, included, to_come[0] if to_come else None)

    def _invoice(
        self, tenant_id: str, invoice_id: str | None, known: Invoice | None
    ) -> Invoice | None:
        told = self.gateway().invoice(invoice_id) if invoice_id else None
        return invoiced(tenant_id, told, known) if told else known

    def _standing(
        self, tenant: Tenant, before: Subscription | None, after: Subscription | None
    ) -> list[Change]:
        """A change of the tenant alone raises the version too, so that it has the same guard."""
        if after is None:
            return []
        now = self.clock.now()
        under = tenant_under(tenant, after)
        if after == before and under == tenant:
            return []
        changes: list[Change] = [
            Changed(before, changed(after, now)) if before else Added(after),
        ]
        if under != tenant:
            change = Changed(tenant, under)
            by = Caller(tenant.id, "system", "", Role.OWNER, frozenset())
            changes += [change, audited(by, now, "tenant.subscribed", tenant.id, change)]
        return changes


def _kept(before: Invoice | None, after: Invoice | None) -> list[Change]:
    if after is None or after == before:
        return []
    return [Changed(before, after) if before else Added(after)]
