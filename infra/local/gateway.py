"""One address for the local stack's API.

The emulator cannot stream, so the stream function's own application answers its routes here; every
other request goes on to the emulator's API Gateway.
"""

import os
import re

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_STREAMED = re.compile(r"/v1/runs/[^/]+/events|/v1/billing/stream")
_TIMEOUT_S = 40
_HOP_BY_HOP = frozenset({"connection", "content-length", "host", "transfer-encoding", "keep-alive"})


class Gateway:
    def __init__(self, stream: ASGIApp, upstream: str) -> None:
        self._stream = stream
        self._upstream = httpx.AsyncClient(base_url=upstream, timeout=_TIMEOUT_S)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _STREAMED.fullmatch(scope["path"]):
            await self._stream(scope, receive, send)
        else:
            answer = await self._forward(Request(scope, receive))
            await answer(scope, receive, send)

    async def _forward(self, request: Request) -> Response:
        kept = [(name, value) for name, value in request.headers.items() if name not in _HOP_BY_HOP]
        answer = await self._upstream.request(
            request.method,
            request.url.path.lstrip("/"),
            params=httpx.QueryParams(request.url.query),
            headers=kept,
            content=await request.body(),
        )
        headers = {k: v for k, v in answer.headers.items() if k.lower() not in _HOP_BY_HOP}
        return Response(answer.content, answer.status_code, headers)


def create() -> Gateway:
    """For uvicorn, which is told the emulator's API by the environment."""
    from functions.stream.app import create_stream

    return Gateway(create_stream(), os.environ["NYQST_LOCAL_UPSTREAM"])
