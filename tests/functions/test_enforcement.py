"""Which routes enforce which features, and what they say of it."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from fastapi.routing import APIRoute

from functions.api.app import ROUTERS
from nyqst.errors import NyqstError
from nyqst.http.enforcement import Enforced
from nyqst.http.problem import Problem, status_of
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.model.decision import Reason
from nyqst.metering.model.feature import Feature
from nyqst.metering.refuse import refusal_of
from nyqst.research.run_admission import FEATURES
from tests.published import openapi
from tests.unit.nyqst.metering.decisions import REFUSED, a_decided

STARTS = "services.research.start_run"
"""What a route says that starts something which costs."""


def routes() -> Iterator[APIRoute]:
    for modules in ROUTERS.values():
        for name in modules:
            for route in import_module(f"functions.api.routers.{name}").router.routes:
                if isinstance(route, APIRoute):
                    yield route


def enforced_by(route: APIRoute) -> tuple[Feature, ...]:
    found = [each.dependency for each in route.dependencies]
    return next((each.features for each in found if isinstance(each, Enforced)), ())


def operations() -> dict[str, Any]:
    return {
        operation["operationId"]: operation
        for methods in openapi()["paths"].values()
        for operation in methods.values()
    }


def test_every_route_that_starts_something_that_costs_says_what_it_enforces() -> None:
    starting = {route.name for route in routes() if STARTS in inspect.getsource(route.endpoint)}
    saying = {route.name for route in routes() if enforced_by(route)}
    assert starting == saying == {"start_run", "retry_run"}


def test_every_feature_that_can_be_started_is_enforced_somewhere() -> None:
    somewhere = {feature for route in routes() for feature in enforced_by(route)}
    started = {key for key, terms in builtin_catalog().features.items() if terms.unit == "run"}
    assert somewhere == started == set(FEATURES)


@pytest.mark.parametrize(
    "operation", ["start_run_v1_runs_post", "retry_run_v1_runs__run_id__retry_post"]
)
def test_the_description_has_the_feature_and_an_example_of_every_denial(operation: str) -> None:
    told = operations()[operation]
    assert told["x-nyqst-feature"] == ["research_run", "super_report"]
    codes = set()
    for status in ("402", "403", "429", "503"):
        (content,) = told["responses"][status]["content"].values()
        for code, example in content["examples"].items():
            problem = Problem.model_validate(example["value"])
            assert (problem.status, problem.code) == (int(status), code)
            codes.add(code)
    assert codes == {reason.value for reason in REFUSED}
    assert "Retry-After" in told["responses"]["429"]["headers"]


@pytest.mark.parametrize(("reason", "status"), [(r, s) for r, (s, _) in REFUSED.items()])
def test_a_denial_is_answered_as_the_table_says(reason: Reason, status: int) -> None:
    _, changes = REFUSED[reason]
    error: NyqstError = refusal_of(a_decided(**changes))
    assert (error.code, status_of(error)) == (reason.value, status)
