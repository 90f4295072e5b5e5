"""What a route may ask for, as annotated parameters: its signature says what it needs.

Who may call it is in `nyqst.http.permission`.
"""

import hashlib
from typing import Annotated

from fastapi import Depends, Header, Query, Request

from nyqst.bootstrap import Platform, platform
from nyqst.idempotency import Once, check_key
from nyqst.paging import MAX_PAGE

PlatformDep = Annotated[Platform, Depends(platform)]


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
