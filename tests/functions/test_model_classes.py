"""Which models a run may have, over HTTP; and that nobody outside learns their names."""

import json
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from nyqst.bootstrap import Platform, platform
from nyqst.errors import Forbidden
from nyqst.events.model import LogName
from nyqst.identity.model import Caller
from nyqst.identity.model.tenant import OPERATOR
from nyqst.isolation.acting import acting_for
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.model.model_class import Provider
from nyqst.research.model.run import RunKey
from nyqst.research.model.step import PLAN, WRITE, Lease
from tests.builders import a_caller
from tests.functions.conftest import key_for, signed_in
from tests.functions.service import made, problem_of
from tests.iam.guard import Guard, running
from tests.published import published

QUESTION = {"query": "How many ferries?"}


@pytest.fixture
def operator(services: Platform, api_client: TestClient) -> TestClient:
    return signed_in(api_client, key_for(services, a_caller(OPERATOR)))


@pytest.fixture
def on_plan(operator: TestClient, api: TestClient, caller: Caller) -> Any:
    assert api.get("/v1/tenant").status_code == 200

    def put(plan: str) -> None:
        path = f"/v1/tenants/{caller.tenant_id}/plan"
        made(operator.put(path, json={"plan": plan}), 200)

    return put


def test_a_run_has_the_class_that_was_asked_for(api: TestClient, on_plan: Any) -> None:
    on_plan("team")
    run = made(api.post("/v1/runs", json={**QUESTION, "model_class": "premium"}), 202)
    assert run["model_class"] == "premium"
    assert api.get(f"/v1/runs/{run['id']}").json()["model_class"] == "premium"


def test_without_one_it_has_its_plans(api: TestClient, on_plan: Any) -> None:
    on_plan("team")
    assert made(api.post("/v1/runs", json=QUESTION), 202)["model_class"] == "standard"


def test_a_class_that_the_plan_lacks_is_refused(api: TestClient, on_plan: Any) -> None:
    on_plan("sandbox")
    answer = api.post("/v1/runs", json={**QUESTION, "model_class": "premium"})
    problem = problem_of(answer, 403, "model_class_not_in_plan")
    decision = problem["facts"].pop("decision")
    assert problem["facts"] == {
        "plan": "sandbox",
        "model_class": "premium",
        "allowed": "economy",
    }
    told = made(api.get(f"/v1/usage/decisions/{decision}"), 200)
    assert told["decision"]["reason"] == "model_class_not_in_plan"
    assert told["comes_out_the_same"]
    assert api.get("/v1/runs").json()["items"] == []


def test_what_a_rule_of_the_catalog_denies_is_on_record_and_explained(
    operator: TestClient, api: TestClient, on_plan: Any
) -> None:
    on_plan("team")
    before = operator.get("/v1/catalog").json()
    rule = {"id": "no_runs_now", "priority": 1, "effect": {"kind": "deny", "reason": "not_now"}}
    _put_catalog(operator, {**before, "rules": [rule]})
    try:
        problem = problem_of(api.post("/v1/runs", json=QUESTION), 403, "denied_by_rule")
        assert api.get("/v1/plans").status_code == 200
    finally:
        _put_catalog(operator, before)
    told = made(api.get(f"/v1/usage/decisions/{problem['facts']['decision']}"), 200)
    assert told["rules"][1]["saw"] == {"rule": "no_runs_now", "because": "not_now"}
    assert told["comes_out_the_same"]
    assert told["today"]["outcome"] == "permitted"


def test_an_observed_tenant_is_let_through_with_the_class_it_asked_for(
    operator: TestClient, api: TestClient, on_plan: Any, caller: Caller
) -> None:
    on_plan("sandbox")
    path = f"/v1/tenants/{caller.tenant_id}/enforcement"
    made(operator.put(path, json={"enforcement": "observe"}), 200)
    run = made(api.post("/v1/runs", json={**QUESTION, "model_class": "premium"}), 202)
    assert run["model_class"] == "premium"
    (decision,) = made(api.get("/v1/usage/decisions?outcome=let_through"), 200)["items"]
    assert decision["reason"] == "model_class_not_in_plan"


@pytest.mark.parametrize("named", ["luxury", "", "global.anthropic.claude-opus-5-5"])
def test_a_class_that_nobody_has_is_refused(api: TestClient, named: str) -> None:
    answer = api.post("/v1/runs", json={**QUESTION, "model_class": named})
    problem_of(answer, 422, "unknown_model_class")


def test_who_is_past_due_is_served_with_the_sandboxs_models(
    operator: TestClient, api: TestClient, on_plan: Any, caller: Caller
) -> None:
    on_plan("enterprise")
    path = f"/v1/tenants/{caller.tenant_id}/standing"
    made(operator.put(path, json={"status": "past_due"}), 200)
    assert made(api.post("/v1/runs", json=QUESTION), 202)["model_class"] == "economy"
    answer = api.post("/v1/runs", json={**QUESTION, "model_class": "standard"})
    problem_of(answer, 403, "model_class_not_in_plan")


def test_plans_show_their_classes(api_client: TestClient) -> None:
    plans = {plan["code"]: plan for plan in api_client.get("/v1/plans").json()["plans"]}
    assert plans["sandbox"]["model_classes"] == ["economy"]
    assert plans["professional"]["model_classes"] == ["economy", "standard"]
    assert plans["sandbox"]["default_class"] == "economy"
    assert plans["team"]["default_class"] == "standard"


def test_a_step_works_under_the_catalog_that_its_run_was_admitted_under(
    services: Platform, operator: TestClient, api: TestClient, on_plan: Any, caller: Caller
) -> None:
    on_plan("team")
    run_id = made(api.post("/v1/runs", json={**QUESTION, "model_class": "premium"}), 202)["id"]
    before = operator.get("/v1/catalog").json()
    dearer = json.loads(json.dumps(before))
    dearer["model_classes"]["premium"]["models"]["bedrock"] = "another"
    dearer["prices"] = {"another": {"input": 1, "output": 1}}
    try:
        _put_catalog(operator, dearer)
        run = services.research.runs.get(RunKey(caller.tenant_id, run_id))
        lease = Lease(run.key, WRITE, 1)
        terms = services.research.run_models(run, lease)
        admitted = builtin_catalog().model_classes[run.model_class]
        assert terms.model_id == admitted.models[Provider.BEDROCK]
        assert terms.prices == builtin_catalog().prices
        later = replace(run, catalog_version=services.metering.catalogs().version)
        assert services.research.run_models(later, lease).model_id == "another"
        purse = services.research.run_purses(run, replace(lease, step=PLAN))
        assert purse.facts["model_class"] == "premium"
    finally:
        _put_catalog(operator, before)


def test_no_answer_schema_or_event_names_a_model(
    services: Platform, api: TestClient, on_plan: Any, caller: Caller
) -> None:
    """But for the operator's catalog, which is made of them."""
    on_plan("team")
    run = made(api.post("/v1/runs", json={**QUESTION, "model_class": "premium"}), 202)
    told = [
        *published().values(),
        *(
            api.get(path).text
            for path in (
                f"/v1/runs/{run['id']}",
                "/v1/runs",
                "/v1/plans",
                "/v1/usage",
                f"/v1/chats/{run['chat_id']}/messages",
                "/v1/tenant",
                "/v1/audit",
            )
        ),
        str(services.events.read(LogName(caller.tenant_id, run["id"]), 0, 100)),
        api.post("/v1/runs", json={**QUESTION, "model_class": "luxury"}).text,
    ]
    for name in model_names():
        assert not [text[:80] for text in told if name in text], name


def _put_catalog(operator: TestClient, catalog: dict[str, Any]) -> None:
    headers = {"If-Match": operator.get("/v1/catalog").headers["etag"]}
    made(operator.put("/v1/catalog", json=catalog, headers=headers), 200)


def model_names() -> set[str]:
    catalog = builtin_catalog()
    ids = {id_ for terms in catalog.model_classes.values() for id_ in terms.models.values()}
    return ids | set(catalog.prices)


def test_a_step_of_a_tenant_that_is_suspended_meanwhile_has_no_money(
    services: Platform, operator: TestClient, api: TestClient, caller: Caller, guard: Guard
) -> None:
    run_id = made(api.post("/v1/runs", json=QUESTION), 202)["id"]
    run = services.research.runs.get(RunKey(caller.tenant_id, run_id))
    standing = f"/v1/tenants/{caller.tenant_id}/standing"
    made(operator.put(standing, json={"status": "suspended"}), 200)
    worker = Platform(platform().settings, services.clock)
    guard.watch(worker.client.of_tenants)
    with running("ResearchTask"), acting_for(caller.tenant_id), pytest.raises(Forbidden) as refused:
        worker.research.run_purses(run, Lease(run.key, "task:t01", 1))
    assert refused.value.code == "tenant_suspended"
    made(operator.put(standing, json={"status": "active"}), 200)
    with running("ResearchTask"), acting_for(caller.tenant_id):
        assert worker.research.run_purses(run, Lease(run.key, "task:t01", 1)).facts["run"] == run_id
