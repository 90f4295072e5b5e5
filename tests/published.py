"""The files by which others build against NYQST: `make schemas` writes, a test compares them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from functions.api.app import ROUTERS, create_api
from functions.api.on_demand import include
from functions.stream.app import create_stream
from nyqst.events.order import ORDER
from nyqst.events.types import run_event_adapter
from nyqst.http.problem import Problem

ROOT = Path(__file__).resolve().parents[1]
PUBLIC = (
    "/v1/.well-known/",
    "/v1/auth/login",
    "/v1/auth/logout",
    "/v1/auth/refresh",
    "/v1/auth/register",
    "/v1/health/",
    "/v1/plans",
)
"""What the paths of routes without a credential begin with."""

_EVENTS = ROOT / "layers" / "core" / "python" / "nyqst" / "events" / "published"


def published() -> dict[Path, str]:
    return {
        ROOT / "functions" / "api" / "openapi.json": _written(openapi()),
        _EVENTS / "run_events.schema.json": _written(run_event_adapter().json_schema()),
        _EVENTS / "run_events.order.json": _written(ORDER),
    }


def openapi() -> dict[str, Any]:
    """Of both functions behind the API, as one."""
    complete = create_api()
    for modules in ROUTERS.values():
        include(complete, "/v1", modules)
    api, stream = complete.openapi(), create_stream().openapi()
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    api["paths"] |= stream["paths"]
    api["components"]["schemas"] |= problem.pop("$defs") | {"Problem": problem}
    return api


def _written(value: Mapping[str, Any]) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, default=dict) + "\n"


if __name__ == "__main__":
    for path, content in published().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
