"""What was decided about starting runs, and why, over HTTP."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from nyqst.bootstrap import Platform
from nyqst.identity.model import Caller
from nyqst.identity.model.tenant import OPERATOR
from nyqst.identity.plan import PlanCode
from tests.builders import a_caller
from tests.functions.conftest import key_for, signed_in
from tests.functions.service import made, problem_of

QUESTION = {"query": "How many ferries?"}
SUPER = {**QUESTION, "mode": "super_report"}


@pytest.fixture
def caller(tenant: str) -> Caller:
    return a_caller(tenant, plan=PlanCode.SANDBOX)


@pytest.fixture
def operator(services: Platform, api_client: TestClient) -> TestClient:
    return signed_in(api_client, key_for(services, a_caller(OPERATOR)))


def decisions(client: TestClient, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = made(client.get(f"/v1/usage/decisions{query}"), 200)["items"]
    return found


def ask(client: TestClient, body: dict[str, Any] = QUESTION, key: str | None = None) -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return client.post("/v1/runs", json=body, headers=headers)


def test_a_run_that_was_permitted_names_its_run(api: TestClient) -> None:
    run = made(ask(api), 202)
    (decision,) = decisions(api)
    assert (decision["outcome"], decision["run_id"]) == ("permitted", run["id"])
    assert (decision["reason"], decision["plan"]) == ("within_limits", "sandbox")
    assert (decision["enforcement"], decision["policy_version"]) == ("enforce", 1)
    assert decision["facts"]["remaining"] == 10


def test_a_denial_is_found_by_the_id_in_its_problem_and_explained(api: TestClient) -> None:
    problem = problem_of(ask(api, SUPER), 403, "feature_not_in_plan")
    told = made(api.get(f"/v1/usage/decisions/{problem['facts']['decision']}"), 200)
    assert told["decision"]["outcome"] == "denied"
    assert [(rule["holds"], rule["if_not"]) for rule in told["rules"]] == [
        (True, "tenant_suspended"),
        (True, "denied_by_rule"),
        (False, "feature_not_in_plan"),
        (True, "model_class_not_in_plan"),
        (True, "metering_unavailable"),
        (True, "quota_exceeded"),
        (True, "rate_limited"),
    ]
    assert told["rules"][2]["saw"] == {"plan": "sandbox", "feature": "super_report"}
    assert told["replayed"]["reason"] == "feature_not_in_plan"
    assert (told["comes_out_the_same"], told["policy_has_changed"]) == (True, False)
    assert told["today"]["outcome"] == "denied"


def test_after_a_better_plan_it_is_told_what_would_be_decided_today(
    api: TestClient, operator: TestClient, caller: Caller
) -> None:
    problem = problem_of(ask(api, SUPER), 403, "feature_not_in_plan")
    made(operator.put(f"/v1/tenants/{caller.tenant_id}/plan", json={"plan": "team"}), 200)
    told = made(api.get(f"/v1/usage/decisions/{problem['facts']['decision']}"), 200)
    assert (told["decision"]["plan"], told["today"]["plan"]) == ("sandbox", "team")
    assert told["comes_out_the_same"]
    assert told["today"]["outcome"] == "permitted"


def test_decisions_are_read_newest_first_in_pages_and_by_outcome(api: TestClient) -> None:
    for body in (QUESTION, SUPER, QUESTION):
        ask(api, body)
    outcomes = [each["outcome"] for each in decisions(api)]
    assert outcomes == ["permitted", "denied", "permitted"]
    page = made(api.get("/v1/usage/decisions?limit=2"), 200)
    rest = decisions(api, f"?limit=2&cursor={page['next_cursor']}")
    assert [each["id"] for each in page["items"] + rest] == [each["id"] for each in decisions(api)]
    assert [each["reason"] for each in decisions(api, "?outcome=denied")] == ["feature_not_in_plan"]
    assert decisions(api, "?outcome=let_through") == []


def test_an_outcome_that_there_is_not_is_refused(api: TestClient) -> None:
    problem_of(api.get("/v1/usage/decisions?outcome=maybe"), 422, "invalid_request")


def test_another_tenants_decisions_are_not_there(api: TestClient, others: TestClient) -> None:
    problem = problem_of(ask(api, SUPER), 403, "feature_not_in_plan")
    path = f"/v1/usage/decisions/{problem['facts']['decision']}"
    problem_of(others.get(path), 404, "decision_not_found")
    assert decisions(others) == []


def test_a_repeated_request_is_no_decision_and_a_denied_one_is_decided_afresh(
    api: TestClient, operator: TestClient, caller: Caller
) -> None:
    first = made(ask(api, key="mine"), 202)
    assert made(ask(api, key="mine"), 202)["id"] == first["id"]
    assert len(decisions(api)) == 1
    problem_of(ask(api, SUPER, key="other"), 403, "feature_not_in_plan")
    made(operator.put(f"/v1/tenants/{caller.tenant_id}/plan", json={"plan": "team"}), 200)
    made(ask(api, SUPER, key="other"), 202)
    assert [each["outcome"] for each in decisions(api)] == ["permitted", "denied", "permitted"]


def test_an_observed_tenant_is_let_through_and_it_is_told(
    api: TestClient, operator: TestClient, caller: Caller
) -> None:
    path = f"/v1/tenants/{caller.tenant_id}/enforcement"
    made(operator.put(path, json={"enforcement": "observe"}), 200)
    made(ask(api, SUPER), 202)
    (decision,) = decisions(api, "?outcome=let_through")
    assert (decision["reason"], decision["waived_by"]) == ("feature_not_in_plan", "observe")
    made(operator.put(path, json={"enforcement": "off"}), 200)
    made(ask(api, SUPER), 202)
    assert len(decisions(api)) == 1


@pytest.mark.parametrize("quantity", [-1, 0, 10**30, 1.5])
def test_what_a_client_says_of_quantities_is_not_heard(api: TestClient, quantity: float) -> None:
    body = {**QUESTION, "quantity": quantity, "enforcement": "off", "policy_version": 0}
    made(ask(api, body), 202)
    (decision,) = decisions(api)
    assert (decision["quantity"], decision["enforcement"]) == (1, "enforce")
