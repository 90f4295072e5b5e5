"""What was done to the tenant, by whom."""

from fastapi import APIRouter

from functions.api.schemas.page import Page, page_of
from functions.api.schemas.tenants import AuditView
from nyqst.http.dependencies import Cursor, Limit, PlatformDep
from nyqst.http.permission import Admin
from nyqst.identity.model.audit import AuditEntry

router = APIRouter(prefix="/audit", tags=["tenant"])


@router.get("")
def list_audit(
    services: PlatformDep, caller: Admin, limit: Limit = 50, cursor: Cursor = None
) -> Page[AuditView]:
    """Newest first. Entries are written with what they tell of, and never changed."""
    entries = services.records.list(
        AuditEntry, limit, cursor, newest_first=True, tenant_id=caller.tenant_id
    )
    return page_of(entries, AuditView.of)
