"""The event stream of a run, as an ASGI application of its own.

The Lambda Web Adapter runs it under uvicorn, because only that can stream from Python.
"""

from fastapi import FastAPI

from functions.stream import billing, events
from nyqst.http.app import create_app
from nyqst.settings import Settings

_DESCRIPTION = "Events as they come: replayed, then live, from wherever the reader left off."


def create_stream() -> FastAPI:
    settings = Settings.from_environment()
    app = create_app("NYQST events", _DESCRIPTION, settings.listed("cors_origins"), {})
    for routes in (events, billing):
        app.include_router(routes.router, prefix="/v1")
    return app


app = create_stream()
