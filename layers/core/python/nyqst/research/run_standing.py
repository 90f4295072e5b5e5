"""Whether a run's tenant is suspended by now: it was not when the run was admitted."""

from dataclasses import dataclass

from nyqst.errors import Forbidden
from nyqst.identity.model.tenant import Tenant, TenantStatus
from nyqst.identity.ports import Records
from nyqst.identity.records import ref


@dataclass(frozen=True, slots=True)
class RunStanding:
    records: Records

    def is_suspended(self, tenant_id: str) -> bool:
        tenant = self.records.get(ref(Tenant, id=tenant_id))
        return tenant is not None and tenant.status is TenantStatus.SUSPENDED

    def check(self, tenant_id: str) -> None:
        if self.is_suspended(tenant_id):
            raise Forbidden("This tenant is suspended", code="tenant_suspended")
