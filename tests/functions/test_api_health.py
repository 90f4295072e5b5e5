"""Is it there, and can it work?"""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from functions.api.app import create_api
from nyqst.bootstrap import Platform, platform
from tests.functions.service import problem_of


@pytest.fixture
def broken(services: Platform) -> Iterator[TestClient]:
    """Told of a table and a state machine that are not there, and of no secret of Stripe's."""
    settings = replace(
        services.settings,
        events_table="gone",
        state_machine_arn=services.settings.state_machine_arn + "x",
        stripe_secret="",
    )
    app = create_api()
    app.dependency_overrides[platform] = lambda: Platform(settings, services.clock)
    with TestClient(app) as client:
        yield client


def test_it_is_alive_without_a_key(api_client: TestClient) -> None:
    answer = api_client.get("/v1/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


def test_it_is_ready_when_everything_answers(api_client: TestClient) -> None:
    answer = api_client.get("/v1/health/ready")
    assert answer.status_code == 200
    names = ("app_table", "events_table", "usage_table", "artifacts", "workflow", "billing")
    checks = dict.fromkeys(names, "ok")
    assert answer.json() == {"status": "ready", "checks": checks}


def test_it_is_not_ready_when_anything_does_not(broken: TestClient) -> None:
    answer = broken.get("/v1/health/ready")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "unready",
        "checks": {
            "app_table": "ok",
            "events_table": "unavailable",
            "usage_table": "ok",
            "artifacts": "ok",
            "workflow": "unavailable",
            "billing": "unavailable",
        },
    }


def test_billing_answers_nothing_as_long_as_nobody_has_set_it_up(
    broken: TestClient, api: TestClient
) -> None:
    broken.headers["X-API-Key"] = api.headers["X-API-Key"]
    for path in ("plans", "status", "overview", "tenants/ten_a/subscription"):
        problem_of(broken.get(f"/v1/billing/{path}"), 503, "billing_not_configured")


def test_it_is_alive_though_nothing_answers(broken: TestClient) -> None:
    assert broken.get("/v1/health/live").status_code == 200
