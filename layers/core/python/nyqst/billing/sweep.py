"""Once a day: what never came is fetched, and every customer is compared with what Stripe has."""

from dataclasses import dataclass

from nyqst.billing.model.inbox import received
from nyqst.billing.model.subscription import Customer
from nyqst.billing.model.swept import Swept, sweeps_from
from nyqst.billing.ports import Gateways, Inbox
from nyqst.billing.project import ProjectEvents
from nyqst.clock import Clock
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.ports import Records
from nyqst.identity.records import Added, Change, Changed, Removed, ref
from nyqst.paging import MAX_PAGE


@dataclass(frozen=True, slots=True)
class SweptUp:
    missed: int
    """Events that had not come in."""
    drifted: int
    """Customers that did not stand as Stripe has them, with all events dealt with."""


@dataclass(frozen=True, slots=True)
class SweepBilling:
    inbox: Inbox
    records: Records
    gateway: Gateways
    project: ProjectEvents
    clock: Clock

    def __call__(self) -> SweptUp:
        """Up to when it has come is written last, so that whoever dies on the way begins anew."""
        now = self.clock.now()
        before = self.records.get(ref(Swept))
        missed = 0
        for notice in self.gateway().notices(sweeps_from(before, now)):
            if self.inbox.add(received(notice, now)):
                missed += 1
                self.project(notice.event_id)
        drifted = self._recheck()
        after = Swept(now)
        change: Change = Changed(before, after) if before else Added(after)
        self.records.commit(change)
        return SweptUp(missed, drifted)

    def _recheck(self) -> int:
        drifted, cursor = 0, None
        while True:
            page = self.records.list(Customer, MAX_PAGE, cursor)
            drifted += sum(map(self._compare, page.items))
            cursor = page.next_cursor
            if cursor is None:
                return drifted

    def _compare(self, customer: Customer) -> bool:
        if self.records.get(ref(Tenant, id=customer.tenant_id)) is not None:
            return self.project.sweep(customer)
        self._leave(customer)
        return False

    def _leave(self, customer: Customer) -> None:
        """A tenant that was erased pays for nothing, and its customer is not looked at again."""
        for held in self.gateway().subscriptions_of(customer.id):
            if held.status.serves:
                self.gateway().cancel(held.id, f"erased:{held.id}", invoices_use=False)
        self.records.commit(Removed(customer))
