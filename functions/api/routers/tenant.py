"""The caller's own tenant."""

from fastapi import APIRouter

from functions.api.schemas.tenants import Named, TenantView
from nyqst.http.dependencies import PlatformDep
from nyqst.http.permission import Admin, Reader
from nyqst.identity.manage_tenants import Tenants

router = APIRouter(prefix="/tenant", tags=["tenant"])


@router.get("")
def get_tenant(services: PlatformDep, caller: Reader) -> TenantView:
    tenants = Tenants(services.records, services.clock, caller)
    return TenantView.of(tenants.get(caller.tenant_id))


@router.patch("")
def rename_tenant(services: PlatformDep, caller: Admin, body: Named) -> TenantView:
    return TenantView.of(Tenants(services.records, services.clock, caller).rename(body.name))
