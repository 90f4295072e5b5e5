"""The API's routes and the codes of what they refuse."""

from fastapi import FastAPI

from functions.api.on_demand import RoutesOnDemand
from nyqst.http.app import create_app
from nyqst.settings import Settings

ROUTERS = {
    ".well-known": ("well_known",),
    "api-keys": ("api_keys",),
    "artifacts": ("artifacts",),
    "audit": ("audit",),
    "auth": ("auth",),
    "billing": ("billing", "billing_tenant", "billing_usage"),
    "catalog": ("catalog",),
    "chats": ("chats", "messages"),
    "documents": ("documents",),
    "health": ("health",),
    "invitations": ("invitations",),
    "manifests": ("manifests",),
    "openapi.json": ("openapi",),
    "plans": ("plans",),
    "platform": ("platform",),
    "pointers": ("pointers",),
    "projects": ("projects",),
    "provision": ("provision",),
    "runs": ("runs",),
    "tenant": ("tenant",),
    "erasures": ("erasures",),
    "tenants": ("estate", "tenants"),
    "usage": ("usage", "decisions"),
    "users": ("users",),
    "webhooks": ("webhooks",),
    "workspaces": ("workspaces",),
}
"""What a path begins with, behind `/v1/`, and the modules in `routers` that answer it."""

FIELD_CODES = {
    ("query", "string_too_long"): "query_too_long",
    ("deliverable_type", "enum"): "unknown_deliverable",
    ("mode", "enum"): "unknown_mode",
    ("model_class", "enum"): "unknown_model_class",
    ("files", "too_long"): "too_many_documents",
    ("document_ids", "too_long"): "too_many_documents",
    ("cursor", "string_too_long"): "invalid_cursor",
}

_DESCRIPTION = "Ask a question, watch it being researched, get a report whose claims are checked."


def create_api() -> FastAPI:
    settings = Settings.from_environment()
    app = create_app("NYQST", _DESCRIPTION, settings.listed("cors_origins"), FIELD_CODES)
    app.add_middleware(RoutesOnDemand, api=app, prefix="/v1", routers=ROUTERS)
    return app
