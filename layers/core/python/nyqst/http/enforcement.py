"""Which features a route enforces: said in its decorator, and so in the OpenAPI file.

The use case decides, about the same features; `nyqst.metering.admit` has the rules and their order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import Depends, Request

from nyqst.http.problem_names import MEDIA_TYPE, PROBLEM_TYPE
from nyqst.metering.model.feature import Feature

Facts = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Enforced:
    """A dependency of the route: what is refused there is logged under its features."""

    features: tuple[Feature, ...]

    def __call__(self, request: Request) -> None:
        request.state.features = self.features


def enforces(*features: Feature) -> dict[str, Any]:
    """The arguments of a route that starts what these features count or allow."""
    return {
        "dependencies": [Depends(Enforced(features))],
        "openapi_extra": {"x-nyqst-feature": [feature.value for feature in features]},
        "responses": {int(status): _response(status) for status in _EXAMPLES},
    }


_LEVEL: Facts = {"meter": "research_run", "period": "2026-11", "limit": 10, "used": 9, "held": 1}
_DAY: Facts = {
    "meter": "llm_tokens",
    "period": "2026-11-25",
    "limit": 500_000,
    "used": 500_000,
    "held": 0,
}
_CLASS: Facts = {"plan": "sandbox", "allowed": "economy", "model_class": "premium"}
_DECISION = {"decision": "dec_01M7WD7TG0GF5VNDBD3XX8CMAP"}

_EXAMPLES: Mapping[HTTPStatus, Sequence[tuple[str, Facts]]] = {
    HTTPStatus.PAYMENT_REQUIRED: (
        ("quota_exceeded", {**_LEVEL, "remaining": 0, "asked": 1, **_DECISION}),
    ),
    HTTPStatus.FORBIDDEN: (
        ("feature_not_in_plan", {"plan": "sandbox", "feature": "super_report", **_DECISION}),
        ("model_class_not_in_plan", {**_CLASS, **_DECISION}),
        ("denied_by_rule", {"rule": "no_runs_now", "because": "maintenance", **_DECISION}),
        ("tenant_suspended", {}),
    ),
    HTTPStatus.TOO_MANY_REQUESTS: (("rate_limited", {**_DAY, "remaining": 0, **_DECISION}),),
    HTTPStatus.SERVICE_UNAVAILABLE: (("metering_unavailable", {}),),
}
"""Of the denials, by their code."""

_WAITS = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_RETRY_AFTER = {
    "Retry-After": {"description": "Seconds until it may do", "schema": {"type": "integer"}}
}


def _response(status: HTTPStatus) -> dict[str, Any]:
    examples = {code: {"value": _problem(status, code, facts)} for code, facts in _EXAMPLES[status]}
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": status.phrase,
        "content": {MEDIA_TYPE: {"schema": schema, "examples": examples}},
        **({"headers": _RETRY_AFTER} if status in _WAITS else {}),
    }


def _problem(status: HTTPStatus, code: str, facts: Facts) -> dict[str, Any]:
    return {
        "type": PROBLEM_TYPE + code,
        "title": status.phrase,
        "status": int(status),
        "detail": code.replace("_", " ").capitalize(),
        "code": code,
        "debug_id": "5f0c2a9be1d4",
        "correlation_id": "2b1e7c54",
        **({"facts": dict(facts)} if facts else {}),
    }
