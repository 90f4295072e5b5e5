"""A tenant's everything: handed over, or erased. For its owner, and for who runs the platform."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from functions.api.schemas.estate import ErasureRequest, ErasureView, ExportList, ExportView
from nyqst.errors import Forbidden, NotFound
from nyqst.estate.export import file_name
from nyqst.estate.model import ExportState
from nyqst.http.dependencies import PlatformDep
from nyqst.http.permission import Admin, Operator
from nyqst.identity.model import Caller, Role
from nyqst.identity.model.tenant import OPERATOR
from nyqst.isolation.acting import act_for

router = APIRouter(prefix="/tenants/{tenant_id}", tags=["tenant"])


# Not in a thread of its own, as what it sets is for the route.
async def _steward(caller: Admin, tenant_id: str) -> Caller:
    if caller.tenant_id == OPERATOR:
        act_for(tenant_id)
        return caller
    if caller.tenant_id != tenant_id:
        raise NotFound(f"No tenant {tenant_id}", code="tenant_not_found")
    if caller.role is not Role.OWNER:
        raise Forbidden(f"This needs the role {Role.OWNER}", code="role_too_low")
    return caller


Steward = Annotated[Caller, Depends(_steward)]


@router.post("/export", status_code=202)
def export_tenant(services: PlatformDep, caller: Steward, tenant_id: str) -> ExportView:
    """One a day. Its files can be downloaded for a week after it is ready."""
    return ExportView.of(services.estate.request_export(caller, tenant_id))


@router.get("/exports")
def list_exports(services: PlatformDep, _caller: Steward, tenant_id: str) -> ExportList:
    """Newest first."""
    found = services.estate.exports.list(tenant_id)
    return ExportList(items=[ExportView.of(export) for export in found])


@router.get("/exports/{export_id}")
def get_export(
    services: PlatformDep, _caller: Steward, tenant_id: str, export_id: str
) -> ExportView:
    export = services.estate.exports.get(tenant_id, export_id)
    numbers = range(1, export.files + 1) if export.state is ExportState.READY else ()
    sign = services.content.sign_named_download
    signed = [sign(file_name(export, at), f"{export.id}-{at:04}.zip") for at in numbers]
    return ExportView.with_downloads(export, signed)


@router.post("/erase", status_code=202)
def erase_tenant(
    services: PlatformDep, caller: Steward, tenant_id: str, body: ErasureRequest
) -> ErasureView:
    """The tenant is suspended at once and erased after a time of grace. Nothing is left of it.

    What is kept is this answer, with what was used, for the books; it does not say whose it was.
    """
    return ErasureView.of(services.estate.request_erasure(caller, tenant_id, body.name))


@router.delete("/erase", status_code=204)
def withdraw_erasure(services: PlatformDep, caller: Operator, tenant_id: str) -> Response:
    """In its time of grace; the tenant is active again."""
    services.estate.request_erasure.withdraw(caller, tenant_id)
    return Response(status_code=204)
