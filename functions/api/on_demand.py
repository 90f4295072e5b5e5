"""Routers that are imported when their first request comes.

A new Lambda environment answers one request, of one router. To build the others first, with their
schemas, would more than double what our own code adds to its start.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

_PACKAGE = "functions.api.routers"


class RoutesOnDemand:
    """ASGI middleware of `api`, to which it adds the routes."""

    def __init__(
        self, app: ASGIApp, api: FastAPI, prefix: str, routers: Mapping[str, Sequence[str]]
    ) -> None:
        self._app = app
        self._api = api
        self._prefix = prefix
        self._waiting = dict(routers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(self._prefix):
            first = scope["path"].removeprefix(self._prefix).strip("/").partition("/")[0]
            include(self._api, self._prefix, self._waiting.pop(first, ()))
        await self._app(scope, receive, send)


def include(api: FastAPI, prefix: str, modules: Sequence[str]) -> None:
    for name in modules:
        api.include_router(import_module(f"{_PACKAGE}.{name}").router, prefix=prefix)
