"""All tenants, for who runs the platform."""

from typing import Annotated

from fastapi import APIRouter, Depends

from functions.api.schemas.page import Page, page_of
from functions.api.schemas.tenants import (
    AllowanceSet,
    EnforcementSet,
    PlanOverride,
    StandingSet,
    TenantListed,
    TenantView,
)
from nyqst.http.dependencies import Cursor, Limit, PlatformDep
from nyqst.http.permission import Operator
from nyqst.identity.manage_tenants import Tenants
from nyqst.metering.model.catalog import Feature

router = APIRouter(prefix="/tenants", tags=["operator"])


def _tenants(services: PlatformDep, caller: Operator) -> Tenants:
    return Tenants(services.records, services.clock, caller)


TenantsDep = Annotated[Tenants, Depends(_tenants)]


@router.get("")
def list_tenants(
    tenants: TenantsDep, limit: Limit = 50, cursor: Cursor = None
) -> Page[TenantListed]:
    return page_of(tenants.list(limit, cursor), TenantListed.of)


@router.get("/{tenant_id}")
def get_any_tenant(tenants: TenantsDep, tenant_id: str) -> TenantView:
    return TenantView.of(tenants.get(tenant_id))


@router.put("/{tenant_id}/standing")
def set_standing(tenants: TenantsDep, tenant_id: str, body: StandingSet) -> TenantView:
    """Of a suspended tenant every request is refused, from now on."""
    return TenantView.of(tenants.set_standing(tenant_id, body.status))


@router.put("/{tenant_id}/plan")
def override_plan(
    services: PlatformDep, tenants: TenantsDep, tenant_id: str, body: PlanOverride
) -> TenantView:
    """Goes before the subscription and the invitation."""
    return TenantView.of(
        tenants.override_plan(tenant_id, body.to_plan(services.metering.catalogs()))
    )


@router.put("/{tenant_id}/enforcement")
def set_enforcement(tenants: TenantsDep, tenant_id: str, body: EnforcementSet) -> TenantView:
    """Whether what the tenant's limits do not allow is denied, let through and noted, or only let
    through. What is used is counted in any case."""
    return TenantView.of(tenants.set_enforcement(tenant_id, body.enforcement))


@router.put("/{tenant_id}/quotas/{feature}")
def override_quota(
    tenants: TenantsDep, tenant_id: str, feature: Feature, body: AllowanceSet
) -> TenantView:
    """Goes before the plan's quota, from the tenant's next request on."""
    return TenantView.of(tenants.allow(tenant_id, feature, body.to_allowance()))


@router.delete("/{tenant_id}/quotas/{feature}")
def end_quota_override(tenants: TenantsDep, tenant_id: str, feature: Feature) -> TenantView:
    """The plan's quota counts again."""
    return TenantView.of(tenants.allow(tenant_id, feature, None))
