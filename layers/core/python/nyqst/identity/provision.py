"""Provisioning: a store or a platform has a tenant made for one of its customers."""

from dataclasses import dataclass, replace

from nyqst.clock import Clock
from nyqst.errors import Conflict
from nyqst.identity.api_keys import ApiKeys, issue
from nyqst.identity.audit import audited
from nyqst.identity.found_tenant import caller_of, founding, new_owner
from nyqst.identity.model.caller import Caller, Role
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.model.user import EmailAddress, User, clean_email
from nyqst.identity.plan import PlanCode
from nyqst.identity.ports import Records
from nyqst.identity.records import Added, ref
from nyqst.ids import new_id
from nyqst.isolation.acting import acting_for


@dataclass(frozen=True, slots=True)
class Order:
    email: str
    name: str
    tenant_name: str
    plan: PlanCode
    platform_id: str | None = None
    store_id: str | None = None

    def made(self, tenant: Tenant) -> bool:
        """Whether the tenant is the one that this order asks for."""
        wanted = (self.plan, self.platform_id, self.store_id)
        return wanted == (tenant.invited_plan, tenant.platform_id, tenant.store_id)


@dataclass(frozen=True, slots=True)
class Provisioned:
    tenant: Tenant
    user: User
    api_key: str | None
    """None when there was such a customer already."""


@dataclass(frozen=True, slots=True)
class Provision:
    """The same order again finds what the first one made: the address tells them apart."""

    records: Records
    clock: Clock
    caller: Caller

    def __call__(self, order: Order) -> Provisioned:
        email = clean_email(order.email)
        found = self._found(order, email)
        if found is not None:
            return found
        now = self.clock.now()
        tenant = Tenant(
            new_id("ten", now),
            order.tenant_name,
            now,
            invited_plan=order.plan,
            platform_id=order.platform_id,
            store_id=order.store_id,
        )
        user = new_owner(tenant, new_id("usr", now), email, order.name)
        owner = caller_of(tenant, user, self.caller.correlation_id)
        key = ApiKeys(self.records, self.clock, owner).draft("provisioned", owner.scopes, None)
        issued, issuing = issue(owner, key)
        by = replace(self.caller, tenant_id=tenant.id)
        entry = audited(by, now, "tenant.provisioned", tenant.id, Added(tenant))
        try:
            with acting_for(tenant.id):
                self.records.commit(
                    *founding(tenant, user, self.caller.correlation_id), *issuing, entry
                )
        except Conflict:
            found = self._found(order, email)
            if found is None:
                raise
            return found
        return Provisioned(tenant, user, issued.raw)

    def _found(self, order: Order, email: str) -> Provisioned | None:
        with acting_for():
            known = self.records.get(ref(EmailAddress, email=email))
        if known is None:
            return None
        with acting_for(known.tenant_id):
            tenant, user = self.records.get_together(
                ref(Tenant, id=known.tenant_id),
                ref(User, tenant_id=known.tenant_id, id=known.user_id),
            )
        if user.role is not Role.OWNER or not order.made(tenant):
            raise Conflict(
                "This address has a tenant already, ordered otherwise",
                code="provisioned_differently",
            )
        return Provisioned(tenant, user, None)
