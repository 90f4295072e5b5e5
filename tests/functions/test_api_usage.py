"""What is left of the plan, over HTTP."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from functions.api.tabular import cell
from nyqst.bootstrap import Platform
from nyqst.identity.model import Caller
from nyqst.identity.plan import PlanCode
from nyqst.research.model.run import RunKey, RunStatus
from tests.builders import a_caller
from tests.functions.service import made, problem_of

QUESTION = {"query": "How many ferries?"}


@pytest.fixture
def caller(tenant: str) -> Caller:
    return a_caller(tenant, plan=PlanCode.SANDBOX)


def ask(client: TestClient, key: str | None = None) -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return client.post("/v1/runs", json=QUESTION, headers=headers)


def runs_left(client: TestClient) -> dict[str, Any]:
    features = client.get("/v1/usage").json()["features"]
    found: dict[str, Any] = next(each for each in features if each["feature"] == "research_run")
    return found


def test_a_tenant_begins_with_all_of_its_plan(api: TestClient) -> None:
    usage = api.get("/v1/usage").json()
    assert usage["plan"] == "sandbox"
    left = runs_left(api)
    assert (left["included"], left["limit"], left["used"], left["held"]) == (10, 10, 0, 0)
    assert (left["remaining"], left["overage"], left["overage_cents_each"]) == (10, 0, None)


def test_a_run_that_goes_on_is_held(api: TestClient) -> None:
    made(ask(api), 202)
    left = runs_left(api)
    assert (left["used"], left["held"], left["remaining"]) == (0, 1, 9)


def test_the_run_beyond_the_plan_is_denied_with_the_numbers(api: TestClient) -> None:
    for _ in range(10):
        made(ask(api), 202)
    problem = problem_of(ask(api), 402, "quota_exceeded")
    assert problem["facts"] | {"period": "", "decision": ""} == {
        "decision": "",
        "meter": "research_run",
        "period": "",
        "limit": 10,
        "used": 0,
        "held": 10,
        "remaining": 0,
        "asked": 1,
    }
    assert len(api.get("/v1/runs?limit=100").json()["items"]) == 10


def test_a_denied_run_leaves_nothing_behind(api: TestClient) -> None:
    for _ in range(10):
        made(ask(api), 202)
    chats = api.get("/v1/chats?limit=100").json()["items"]
    problem_of(ask(api), 402, "quota_exceeded")
    assert api.get("/v1/chats?limit=100").json()["items"] == chats


def test_a_repeated_request_is_answered_though_the_plan_is_used_up(api: TestClient) -> None:
    first = made(ask(api, "mine"), 202)
    for _ in range(9):
        made(ask(api), 202)
    assert made(ask(api, "mine"), 202)["id"] == first["id"]


def test_a_cancelled_run_that_found_nothing_is_given_back(api: TestClient) -> None:
    run = made(ask(api), 202)
    made(api.post(f"/v1/runs/{run['id']}/cancel"), 200)
    left = runs_left(api)
    assert (left["used"], left["held"], left["remaining"]) == (0, 0, 10)


def test_the_ledger_tells_how_each_run_ended(
    api: TestClient, services: Platform, caller: Caller
) -> None:
    run = made(ask(api), 202)
    services.research.close_run(RunKey(caller.tenant_id, run["id"]), RunStatus.FAILED)
    (entry,) = api.get("/v1/usage/entries").json()["entries"]
    assert (entry["id"], entry["ending"], entry["quantity"]) == (run["id"], "committed", 0)
    assert entry["facts"]["status"] == "failed"


def test_the_ledger_as_csv_has_a_line_for_each_entry(api: TestClient) -> None:
    run = made(ask(api), 202)
    made(api.post(f"/v1/runs/{run['id']}/cancel"), 200)
    answer = api.get("/v1/usage/entries?format=csv")
    assert answer.headers["content-type"].startswith("text/csv")
    head, line = answer.text.splitlines()
    assert head.startswith("id,number,ending,quantity,total,at,run,user,")
    assert line.startswith(f"{run['id']},0,committed,0,0,")


def test_a_super_report_is_not_in_the_sandbox(api: TestClient) -> None:
    answer = api.post("/v1/runs", json={**QUESTION, "mode": "super_report"})
    problem = problem_of(answer, 403, "feature_not_in_plan")
    assert problem["facts"].pop("decision").startswith("dec_")
    assert problem["facts"] == {"plan": "sandbox", "feature": "super_report"}
    assert runs_left(api)["held"] == 0


def test_a_feature_that_nobody_knows_is_refused(api: TestClient) -> None:
    problem_of(api.get("/v1/usage/entries?feature=patents"), 422, "invalid_request")


@pytest.mark.parametrize("day", ["0", "1764000000", "2026-13-01", "today"])
def test_a_day_that_is_no_date_is_refused(api: TestClient, day: str) -> None:
    problem_of(api.get(f"/v1/usage/analytics?to={day}"), 422, "invalid_request")


def test_what_a_client_says_of_its_limits_is_not_heard(api: TestClient) -> None:
    body = {**QUESTION, "plan": "enterprise", "limit": 1_000, "tenant_id": "ten_other"}
    for _ in range(10):
        made(api.post("/v1/runs", json=body), 202)
    problem_of(api.post("/v1/runs", json=body), 402, "quota_exceeded")


def test_another_tenant_has_a_plan_of_its_own(api: TestClient, others: TestClient) -> None:
    made(ask(api), 202)
    assert runs_left(others)["held"] == 0


def test_the_plans_are_there_to_be_read_by_everybody(api_client: TestClient) -> None:
    listed = api_client.get("/v1/plans").json()
    assert [plan["code"] for plan in listed["plans"]] == [code.value for code in PlanCode]
    professional = listed["plans"][1]
    assert professional["features"][0] == {
        "feature": "research_run",
        "cycle": "month",
        "included": 200,
        "limit": None,
        "overage_cents_each": 50,
    }


def test_usage_by_day_is_what_the_sweep_has_read(
    api: TestClient, services: Platform, caller: Caller
) -> None:
    run = made(ask(api), 202)
    services.research.runs.change(
        RunKey(caller.tenant_id, run["id"]), RunStatus.RUNNING, services.clock.now()
    )
    services.research.close_run(RunKey(caller.tenant_id, run["id"]), RunStatus.FAILED)
    services.metering.sweep_meters()
    today = services.clock.now().date().isoformat()
    told = api.get("/v1/usage/analytics?by=day").json()
    assert [line["key"] for line in told["lines"]] == [today]
    by_user = api.get("/v1/usage/analytics?by=user").json()["lines"]
    assert [(line["key"], line["runs"]) for line in by_user] == [(caller.user_id, 0)]


def test_csv_is_given_to_whoever_accepts_it(api: TestClient) -> None:
    answer = api.get("/v1/usage/analytics", headers={"Accept": "text/csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.text == "key,runs,calls,tokens,input_tokens,output_tokens,cost_micros\r\n"


def test_what_the_address_says_goes_before_what_is_accepted(api: TestClient) -> None:
    answer = api.get("/v1/usage/analytics?format=json", headers={"Accept": "text/csv"})
    assert answer.json()["lines"] == []


def test_the_ledger_as_csv_comes_in_pages(api: TestClient) -> None:
    for _ in range(3):
        run = made(ask(api), 202)
        made(api.post(f"/v1/runs/{run['id']}/cancel"), 200)
    first = api.get("/v1/usage/entries?format=csv&limit=2")
    behind = first.headers["x-next-cursor"]
    rest = api.get("/v1/usage/entries", params={"format": "csv", "limit": 2, "cursor": behind})
    assert [len(page.text.splitlines()) for page in (first, rest)] == [3, 2]
    assert "x-next-cursor" not in rest.headers


def test_a_range_of_the_ledger_that_ends_before_it_begins_is_refused(api: TestClient) -> None:
    answer = api.get("/v1/usage/entries?from=2026-11-02&to=2026-11-01")
    problem_of(answer, 422, "invalid_range")


def test_a_cell_that_a_spreadsheet_would_work_out_is_quoted() -> None:
    spoilt = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"]
    assert [cell(value) for value in spoilt] == [f"'{value}" for value in spoilt]
    assert [cell(value) for value in ("run_1", -1, None)] == ["run_1", -1, None]
