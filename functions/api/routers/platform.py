"""What holds for all tenants at once, for who runs the platform."""

from typing import Annotated

from fastapi import APIRouter, Depends

from functions.api.schemas.platform import SwitchesSet, SwitchesView
from nyqst.http.dependencies import PlatformDep
from nyqst.http.permission import Operator
from nyqst.identity.manage_platform import Platform

router = APIRouter(prefix="/platform", tags=["operator"])


def _platform(services: PlatformDep, caller: Operator) -> Platform:
    return Platform(services.records, services.clock, caller)


Switchboard = Annotated[Platform, Depends(_platform)]


@router.get("/switches")
def get_switches(platform: Switchboard) -> SwitchesView:
    return SwitchesView.of(platform.switches())


@router.put("/switches")
def set_switches(platform: Switchboard, body: SwitchesSet) -> SwitchesView:
    """In force everywhere after 30 seconds."""
    return SwitchesView.of(platform.bypass_limits(on=body.bypass_limits))
