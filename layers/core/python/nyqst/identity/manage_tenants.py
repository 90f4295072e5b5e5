"""Tenants: one's own name; for the operator, the standing, plan and enforcement of any."""

from dataclasses import dataclass, replace

from nyqst.clock import Clock
from nyqst.errors import Conflict, NotFound
from nyqst.identity.audit import audited
from nyqst.identity.model.caller import Caller
from nyqst.identity.model.tenant import (
    OPERATOR,
    Allowance,
    Enforcement,
    Tenant,
    TenantName,
    TenantStatus,
)
from nyqst.identity.plan import PlanCode
from nyqst.identity.ports import Records
from nyqst.identity.records import Changed, ref
from nyqst.isolation.acting import acting_for
from nyqst.paging import Listed


@dataclass(frozen=True, slots=True)
class Tenants:
    records: Records
    clock: Clock
    caller: Caller

    def list(self, limit: int, cursor: str | None) -> Listed[TenantName]:
        """Of all; for the operator."""
        with acting_for():
            return self.records.list(TenantName, limit, cursor)

    def get(self, tenant_id: str) -> Tenant:
        with acting_for(tenant_id):
            found = self.records.get(ref(Tenant, id=tenant_id))
        if found is None:
            raise NotFound(f"No tenant {tenant_id}", code="tenant_not_found")
        return found

    def rename(self, name: str) -> Tenant:
        before = self.get(self.caller.tenant_id)
        return self._change(before, replace(before, name=name), "tenant.renamed")

    def set_standing(self, tenant_id: str, status: TenantStatus) -> Tenant:
        if tenant_id == OPERATOR:
            raise Conflict("The operator cannot be shut out", code="operator_stays")
        before = self.get(tenant_id)
        return self._change(before, replace(before, status=status), f"tenant.{status}")

    def override_plan(self, tenant_id: str, plan: PlanCode | None) -> Tenant:
        """None gives the word back to the subscription and the invitation."""
        before = self.get(tenant_id)
        return self._change(before, replace(before, override_plan=plan), "tenant.plan_overridden")

    def set_enforcement(self, tenant_id: str, enforcement: Enforcement) -> Tenant:
        before = self.get(tenant_id)
        after = replace(before, enforcement=enforcement)
        return self._change(before, after, "tenant.enforcement_set")

    def allow(self, tenant_id: str, feature: str, allowance: Allowance | None) -> Tenant:
        """None gives the word back to the plan. What the others are stays as it is."""
        before = self.get(tenant_id)
        kept = {name: each for name, each in (before.allowances or {}).items() if name != feature}
        if allowance is not None:
            kept[feature] = allowance
        after = replace(before, allowances=kept or None)
        return self._change(before, after, "tenant.allowance_set")

    def _change(self, before: Tenant, after: Tenant, action: str) -> Tenant:
        """Told in the trail of the tenant that it was done to."""
        if before != after:
            changed = Changed(before, after)
            by = replace(self.caller, tenant_id=before.id)
            entry = audited(by, self.clock.now(), action, before.id, changed)
            with acting_for(before.id):
                self.records.commit(changed, entry)
        return after
