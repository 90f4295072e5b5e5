"""Customers of a store or a platform."""

from fastapi import APIRouter

from functions.api.schemas.invitations import ProvisionRequest, ProvisionResponse
from nyqst.http.dependencies import PlatformDep
from nyqst.http.permission import Operator
from nyqst.identity.provision import Provision

router = APIRouter(prefix="/provision", tags=["operator"])


@router.post("")
def provision_tenant(
    services: PlatformDep, caller: Operator, body: ProvisionRequest
) -> ProvisionResponse:
    """A tenant with its owner. The same address again finds the tenant that it has."""
    provision = Provision(services.records, services.clock, caller)
    return ProvisionResponse.of(provision(body.to_order(services.metering.catalogs())))
