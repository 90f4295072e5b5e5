"""Is it there, and can it work?"""

from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel

from nyqst.http.dependencies import PlatformDep

router = APIRouter(prefix="/health", tags=["health"])


class Liveness(BaseModel):
    status: Literal["alive"]


class Readiness(BaseModel):
    status: Literal["ready", "unready"]
    checks: dict[str, Literal["ok", "unavailable"]]


@router.get("/live")
def live() -> Liveness:
    return Liveness(status="alive")


@router.get("/ready", responses={503: {"model": Readiness}})
def ready(services: PlatformDep, response: Response) -> Readiness:
    """503 as long as any dependency does not answer."""
    checks: dict[str, Literal["ok", "unavailable"]] = {
        name: "ok" if answered else "unavailable" for name, answered in services.probe().items()
    }
    fine = all(state == "ok" for state in checks.values())
    response.status_code = 200 if fine else 503
    return Readiness(status="ready" if fine else "unready", checks=checks)
