"""What goes around every request and answer: correlation id, limits, headers, and defects."""

import re
import uuid
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nyqst.http.problem import answer, defect
from nyqst.telemetry import known_by

MAX_BODY_BYTES = 256 * 1024
"""Of a request; documents and artifacts go straight to the store."""

_CORRELATION_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
_HEADERS = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
    (b"strict-transport-security", b"max-age=31536000; includeSubDomains"),
    (b"x-content-type-options", b"nosniff"),
)


class Envelope:
    """ASGI middleware. The client's `X-Correlation-ID` is taken over if it is a sane one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        correlation_id = _correlation_id(request)
        request.state.correlation_id = correlation_id
        begun = False

        async def send_wrapped(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = _with_ours(message["headers"], correlation_id)
            await send(message)

        with known_by(correlation_id=correlation_id, route=request.url.path):
            try:
                await (_refusal(request) or self._app)(scope, receive, send_wrapped)
            except Exception as error:
                if begun:
                    raise
                await defect(request, error)(scope, receive, send_wrapped)


def _correlation_id(request: Request) -> str:
    given = request.headers.get("x-correlation-id", "")
    return given if _CORRELATION_ID.fullmatch(given) else uuid.uuid4().hex


def _refusal(request: Request) -> Response | None:
    """Of a body that no route would take."""
    length = request.headers.get("content-length", "0")
    if request.method not in _WITH_BODY or not length.isdigit() or length == "0":
        return None
    if int(length) > MAX_BODY_BYTES:
        limit = f"A request's body has up to {MAX_BODY_BYTES // 1024} KB"
        return answer(request, 413, "request_too_large", limit)
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        return answer(request, 415, "unsupported_media_type", "Send application/json")
    return None


def _with_ours(headers: Any, correlation_id: str) -> list[tuple[bytes, bytes]]:
    present = {name.lower() for name, _ in headers}
    ours = [*_HEADERS, (b"x-correlation-id", correlation_id.encode())]
    return [*headers, *(pair for pair in ours if pair[0] not in present)]
