"""What whoever verifies our access tokens needs."""

from typing import Any

from fastapi import APIRouter, Response
from pydantic import BaseModel

from nyqst.http.dependencies import PlatformDep

router = APIRouter(prefix="/.well-known", tags=["auth"])

_KEPT_S = 300


class Jwks(BaseModel):
    keys: list[dict[str, Any]]


@router.get("/jwks.json")
def list_keys(services: PlatformDep, response: Response) -> Jwks:
    """The public keys, the next one among them before it signs anything."""
    response.headers["Cache-Control"] = f"public, max-age={_KEPT_S}"
    keys = services.identity.verifier.good()
    return Jwks(keys=[dict(key.public_jwk) for key in keys])
