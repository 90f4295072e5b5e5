"""API keys: one's own; admins see and revoke everybody's."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends

from functions.api.schemas.api_keys import ApiKeyCreate, ApiKeyIssued, ApiKeyView
from functions.api.schemas.page import Page, page_of
from nyqst.http.dependencies import Cursor, Limit, OnceDep, PlatformDep
from nyqst.http.permission import Reader, Writer
from nyqst.identity.api_keys import ApiKeys

router = APIRouter(prefix="/api-keys", tags=["api keys"])


def _readable(services: PlatformDep, caller: Reader) -> ApiKeys:
    return ApiKeys(services.records, services.clock, caller)


def _writable(services: PlatformDep, caller: Writer) -> ApiKeys:
    return ApiKeys(services.records, services.clock, caller)


ReadableKeys = Annotated[ApiKeys, Depends(_readable)]
WritableKeys = Annotated[ApiKeys, Depends(_writable)]


@router.post("", status_code=201)
def create_api_key(keys: WritableKeys, once: OnceDep, body: ApiKeyCreate) -> ApiKeyIssued:
    """The key itself is in this answer and in no other."""
    lasting = timedelta(days=body.expires_in_days) if body.expires_in_days else None
    return ApiKeyIssued.issued(keys.create(body.name, body.scopes, lasting, once))


@router.get("")
def list_api_keys(keys: ReadableKeys, limit: Limit = 50, cursor: Cursor = None) -> Page[ApiKeyView]:
    """Newest first."""
    return page_of(keys.list(limit, cursor), ApiKeyView.of)


@router.post("/{key_id}/rotate", status_code=201)
def rotate_api_key(keys: WritableKeys, once: OnceDep, key_id: str) -> ApiKeyIssued:
    """A new key in its place. The old one works for another 24 hours."""
    return ApiKeyIssued.issued(keys.rotate(key_id, once))


@router.delete("/{key_id}", status_code=204)
def revoke_api_key(keys: WritableKeys, key_id: str) -> None:
    """At once, and for good."""
    keys.revoke(key_id)
