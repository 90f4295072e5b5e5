"""What a route may ask for, as annotated parameters: its signature says what it needs."""

import hashlib
from typing import Annotated

from fastapi import Depends, Header, Query, Request, Security
from fastapi.security import APIKeyHeader

from nyqst.bootstrap import Platform, platform
from nyqst.errors import Forbidden
from nyqst.idempotency import Once, check_key
from nyqst.identity.api_keys import authenticate
from nyqst.identity.model import Caller, Scope
from nyqst.paging import MAX_PAGE

_api_key = APIKeyHeader(name="X-API-Key", auto_error=False)

PlatformDep = Annotated[Platform, Depends(platform)]


def _caller(services: PlatformDep, key: Annotated[str | None, Security(_api_key)]) -> Caller:
    return authenticate(services.api_keys, key)


def _reader(caller: Annotated[Caller, Depends(_caller)]) -> Caller:
    return _with_scope(caller, Scope.READ)


def _writer(caller: Annotated[Caller, Depends(_caller)]) -> Caller:
    return _with_scope(caller, Scope.WRITE)


def _with_scope(caller: Caller, scope: Scope) -> Caller:
    if scope not in caller.scopes:
        raise Forbidden(f"This key may not {scope}", code="scope_missing")
    return caller


Reader = Annotated[Caller, Depends(_reader)]
Writer = Annotated[Caller, Depends(_writer)]


async def _body_sha256(request: Request) -> str:
    return hashlib.sha256(await request.body()).hexdigest()


def _once(
    request: Request,
    body_sha256: Annotated[str, Depends(_body_sha256)],
    idempotency_key: Annotated[str | None, Header()] = None,
) -> Once | None:
    if idempotency_key is None:
        return None
    operation = f"{request.method} {request.url.path}"
    return Once(operation, check_key(idempotency_key), body_sha256)


OnceDep = Annotated[Once | None, Depends(_once)]
Limit = Annotated[int, Query(ge=1, le=MAX_PAGE)]
Cursor = Annotated[str | None, Query(max_length=500)]
