"""A FastAPI application with our envelope and our errors."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from nyqst.http.envelope import Envelope
from nyqst.http.refusals import FieldCodes, answer_errors

_REFUSALS: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "Refused or failed",
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    }
}


def create_app(
    title: str, description: str, cors_origins: Sequence[str], field_codes: FieldCodes
) -> FastAPI:
    app = FastAPI(
        title=title,
        description=description,
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        responses=_REFUSALS,
    )
    answer_errors(app, field_codes)
    if cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(cors_origins),
            allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=["*"],
            expose_headers=["ETag", "X-Correlation-ID", "Retry-After"],
        )
    app.add_middleware(Envelope)
    return app
