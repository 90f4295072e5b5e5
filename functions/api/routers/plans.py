"""What can be had: open to everybody, for nobody has a plan before reading this."""

from fastapi import APIRouter

from functions.api.schemas.plans import PlansView, PlanView
from nyqst.http.dependencies import PlatformDep

router = APIRouter(prefix="/plans", tags=["plans"])


@router.get("")
def list_plans(services: PlatformDep) -> PlansView:
    catalog = services.metering.catalogs()
    plans = [PlanView.of(catalog, plan) for plan in catalog.plans.values()]
    return PlansView(version=catalog.version, plans=plans)
