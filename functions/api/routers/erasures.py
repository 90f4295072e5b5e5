"""Erasures of tenants, those that are done and those to come, for who runs the platform."""

from fastapi import APIRouter

from functions.api.schemas.estate import ErasureView
from functions.api.schemas.page import Page, page_of
from nyqst.http.dependencies import Cursor, Limit, PlatformDep
from nyqst.http.permission import Operator

router = APIRouter(prefix="/erasures", tags=["operator"])


@router.get("")
def list_erasures(
    services: PlatformDep, _caller: Operator, limit: Limit = 50, cursor: Cursor = None
) -> Page[ErasureView]:
    return page_of(services.estate.erasures.list(limit, cursor), ErasureView.of)


@router.get("/{erasure_id}")
def get_erasure(services: PlatformDep, _caller: Operator, erasure_id: str) -> ErasureView:
    return ErasureView.of(services.estate.erasures.get(erasure_id))
