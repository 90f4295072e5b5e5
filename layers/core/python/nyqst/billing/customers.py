"""A tenant as a customer of Stripe's: who is billed, how it pays, and its own pages there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nyqst.billing.model.processor import PaymentMethod
from nyqst.billing.model.subscription import BillingAccount, Customer
from nyqst.billing.ports import Gateways, Session
from nyqst.clock import Clock
from nyqst.errors import Conflict, NotFound
from nyqst.identity.audit import audited
from nyqst.identity.model.caller import Caller
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.ports import Records
from nyqst.identity.records import Added, Changed, ref


@dataclass(frozen=True, slots=True)
class Customers:
    records: Records
    gateway: Gateways
    clock: Clock
    caller: Caller

    def find(self) -> BillingAccount | None:
        return self.records.get(ref(BillingAccount, tenant_id=self.caller.tenant_id))

    def get(self) -> BillingAccount:
        found = self.find()
        if found is None:
            raise NotFound("Nothing has been bought yet", code="billing_customer_not_found")
        return found

    def known(self) -> Customer:
        account = self.get()
        return Customer(account.customer_id, account.tenant_id, self.clock.now())

    def get_or_create(self) -> BillingAccount:
        """Stripe makes one customer of a tenant, however many ask at once."""
        owner = self.caller.tenant_id
        tenant, known = self.records.get_together(
            ref(Tenant, id=owner), ref(BillingAccount, tenant_id=owner)
        )
        if known is not None:
            account: BillingAccount = known
            return account
        now = self.clock.now()
        customer_id = self.gateway().create_customer(owner, tenant.name if tenant else owner)
        added = Added(BillingAccount(owner, customer_id))
        entry = audited(self.caller, now, "billing.customer_created", customer_id, added)
        try:
            self.records.commit(added, Added(Customer(customer_id, owner, now)), entry)
        except Conflict:
            return self.get()
        return BillingAccount(owner, customer_id)

    def set_email(self, email: str) -> BillingAccount:
        before = self.get()
        self.gateway().set_email(before.customer_id, email)
        after = replace(before, email=email)
        if after != before:
            change = Changed(before, after)
            now = self.clock.now()
            entry = audited(self.caller, now, "billing.email_changed", before.customer_id, change)
            self.records.commit(change, entry)
        return after

    def portal(self, return_url: str) -> Session:
        return self.gateway().portal(self.get().customer_id, return_url)

    def payment_methods(self) -> Sequence[PaymentMethod]:
        account = self.find()
        return self.gateway().payment_methods(account.customer_id) if account else ()

    def setup_intent(self) -> str:
        return self.gateway().setup_intent(self.get_or_create().customer_id)

    def set_default_method(self, method_id: str) -> None:
        self.gateway().set_default_method(self._owner_of(method_id), method_id)

    def detach_method(self, method_id: str) -> None:
        self._owner_of(method_id)
        self.gateway().detach_method(method_id)

    def _owner_of(self, method_id: str) -> str:
        """This tenant's customer; what belongs to another does not exist for it."""
        account = self.find()
        ours = account.customer_id if account else None
        is_method = method_id.startswith("pm_")
        if not is_method or ours is None or self.gateway().customer_of(method_id) != ours:
            raise NotFound(f"No payment method {method_id}", code="payment_method_not_found")
        return ours
