"""The operator's word on one tenant's quotas, over HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from nyqst.bootstrap import Platform
from nyqst.identity.model import Caller
from nyqst.identity.model.tenant import OPERATOR
from tests.builders import a_caller
from tests.functions.conftest import key_for, signed_in
from tests.functions.service import made, problem_of

QUESTION = {"query": "How many ferries?"}


@pytest.fixture
def operator(services: Platform, api_client: TestClient) -> TestClient:
    return signed_in(api_client, key_for(services, a_caller(OPERATOR)))


@pytest.fixture
def quotas(operator: TestClient, api: TestClient, caller: Caller) -> str:
    """Of a tenant on the sandbox plan."""
    assert api.get("/v1/tenant").status_code == 200
    path = f"/v1/tenants/{caller.tenant_id}"
    made(operator.put(f"{path}/plan", json={"plan": "sandbox"}), 200)
    return f"{path}/quotas"


def runs_of(api: TestClient) -> dict[str, Any]:
    features: list[dict[str, Any]] = api.get("/v1/usage").json()["features"]
    return next(each for each in features if each["feature"] == "research_run")


def test_a_tenant_is_admitted_by_its_own_quota(
    operator: TestClient, api: TestClient, quotas: str
) -> None:
    made(operator.put(f"{quotas}/research_run", json={"included": 1}), 200)
    made(api.post("/v1/runs", json=QUESTION), 202)
    problem = problem_of(api.post("/v1/runs", json=QUESTION), 402, "quota_exceeded")
    assert problem["facts"]["limit"] == 1
    made(operator.put(f"{quotas}/research_run", json={"included": 12}), 200)
    made(api.post("/v1/runs", json=QUESTION), 202)
    usage = runs_of(api)
    assert (usage["included"], usage["limit"], usage["held"]) == (12, 12, 2)
    assert (usage["overridden"], usage["overridden_until"]) == (True, None)


def test_an_override_that_is_over_leaves_it_to_the_plan(
    operator: TestClient, api: TestClient, quotas: str
) -> None:
    over = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
    made(operator.put(f"{quotas}/research_run", json={"included": 0, "until": over}), 200)
    made(api.post("/v1/runs", json=QUESTION), 202)
    assert (runs_of(api)["limit"], runs_of(api)["overridden"]) == (10, False)


def test_one_that_is_not_over_shows_until_when(
    operator: TestClient, api: TestClient, quotas: str
) -> None:
    until = "2999-01-01T00:00:00Z"
    shown = made(operator.put(f"{quotas}/research_run", json={"included": 0, "until": until}), 200)
    assert shown["allowances"] == {"research_run": {"included": 0, "at_most": None, "until": until}}
    assert runs_of(api)["overridden_until"] == until
    problem_of(api.post("/v1/runs", json=QUESTION), 402, "quota_exceeded")


def test_an_override_is_taken_back(operator: TestClient, api: TestClient, quotas: str) -> None:
    made(operator.put(f"{quotas}/research_run", json={"included": 0}), 200)
    made(operator.put(f"{quotas}/llm_tokens", json={"included": 5}), 200)
    left = made(operator.delete(f"{quotas}/research_run"), 200)["allowances"]
    assert set(left) == {"llm_tokens"}
    assert runs_of(api)["limit"] == 10
    assert made(operator.delete(f"{quotas}/llm_tokens"), 200)["allowances"] is None


def test_the_trail_of_the_tenant_tells_of_it(
    operator: TestClient, api: TestClient, quotas: str
) -> None:
    made(operator.put(f"{quotas}/research_run", json={"included": 7}), 200)
    entries = api.get("/v1/audit").json()["items"]
    told = next(entry for entry in entries if entry["action"] == "tenant.allowance_set")
    assert '"research_run": {"included": 7' in told["after"]["allowances"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"included": -1},
        {"included": 1.5},
        {"included": "1"},
        {"included": 10**16},
        {"included": 5, "at_most": 4},
        {"included": 5, "until": "soon"},
        {"included": 5, "until": "2999-01-01T00:00:00"},
    ],
)
def test_what_is_no_quota_is_refused(
    operator: TestClient, quotas: str, body: dict[str, Any]
) -> None:
    problem_of(operator.put(f"{quotas}/research_run", json=body), 422, "invalid_request")


def test_a_feature_that_nobody_sells_is_refused(operator: TestClient, quotas: str) -> None:
    answer = operator.put(f"{quotas}/patents", json={"included": 1})
    problem_of(answer, 422, "invalid_request")


def test_a_tenants_owner_does_not_override(api: TestClient, quotas: str) -> None:
    answer = api.put(f"{quotas}/research_run", json={"included": 99})
    problem_of(answer, 403, "operator_only")
    problem_of(api.delete(f"{quotas}/research_run"), 403, "operator_only")
