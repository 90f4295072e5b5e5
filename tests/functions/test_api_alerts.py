"""Alerts and their thresholds, over HTTP."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from nyqst.bootstrap import Platform
from nyqst.identity.model import Caller, Scope
from nyqst.identity.plan import PlanCode
from nyqst.research.model.run import RunKey, RunStatus
from nyqst.research.run_admission import asked_by
from tests.builders import a_caller
from tests.functions.service import made, problem_of
from tests.iam.guard import Deployed

sweep_meters = Deployed("sweep_meters").handle


@pytest.fixture
def caller(tenant: str) -> Caller:
    return a_caller(tenant, plan=PlanCode.SANDBOX)


def use(services: Platform, caller: Caller, runs: int) -> None:
    admit = services.research.run_admission.admit
    for number in range(runs):
        permit = admit(asked_by(caller), f"{number}", timedelta(hours=1))
        services.metering.settlement.commit(permit.reservation, 1)


def alerts(api: TestClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = made(api.get("/v1/usage/alerts"), 200)["items"]
    return found


def runs_of(api: TestClient) -> dict[str, Any]:
    features = made(api.get("/v1/usage"), 200)["features"]
    found: dict[str, Any] = next(each for each in features if each["feature"] == "research_run")
    return found


def test_an_alert_is_listed_once_and_is_told(
    api: TestClient, services: Platform, caller: Caller
) -> None:
    use(services, caller, 8)
    sweep_meters({}, None)
    sweep_meters({}, None)
    (alert,) = alerts(api)
    assert (alert["feature"], alert["of"], alert["threshold_percent"]) == (
        "research_run",
        "included",
        80,
    )
    assert (alert["used"], alert["limit"]) == (8, 10)
    assert alert["told_at"]
    path = f"/v1/billing/tenants/{caller.tenant_id}/events"
    (told,) = made(api.get(path), 200)["events"]
    assert (told["type"], told["data"]["threshold_percent"]) == ("quota.alert", 80)


def test_the_run_that_reaches_a_threshold_is_noticed_when_it_ends(
    api: TestClient, services: Platform, caller: Caller
) -> None:
    use(services, caller, 5)
    run = made(api.post("/v1/runs", json={"query": "How many ferries?"}), 202)
    services.research.close_run(RunKey(caller.tenant_id, run["id"]), RunStatus.FAILED)
    assert [alert["threshold_percent"] for alert in alerts(api)] == [50]


def test_alerts_come_in_pages(api: TestClient, services: Platform, caller: Caller) -> None:
    for runs in (5, 8):
        use(services, caller, runs)
        sweep_meters({}, None)
    first = made(api.get("/v1/usage/alerts?limit=1"), 200)
    rest = made(api.get(f"/v1/usage/alerts?limit=1&cursor={first['next_cursor']}"), 200)
    found = [each["threshold_percent"] for each in (*first["items"], *rest["items"])]
    assert found == [80, 50]


def test_another_tenants_alerts_are_not_seen(
    api: TestClient, others: TestClient, services: Platform, caller: Caller
) -> None:
    use(services, caller, 8)
    sweep_meters({}, None)
    assert len(alerts(api)) == 1
    assert alerts(others) == []


def test_usage_tells_its_thresholds(api: TestClient) -> None:
    assert runs_of(api)["alert_at_percent"] == [50, 80, 90, 100]
    answer = api.put("/v1/usage/alerts", json={"percents": {"research_run": [75, 25]}})
    assert made(answer, 200)["percents"]["research_run"] == [25, 75]
    assert runs_of(api)["alert_at_percent"] == [25, 75]


def test_what_is_used_up_is_foreseen_for_now(
    api: TestClient, services: Platform, caller: Caller
) -> None:
    assert runs_of(api)["exhausted_at"] is None
    use(services, caller, 10)
    left = runs_of(api)
    assert left["exhausted_at"] == left["included_exhausted_at"]
    assert left["exhausted_at"] is not None


def test_what_is_no_threshold_is_refused(api: TestClient) -> None:
    answer = api.put("/v1/usage/alerts", json={"percents": {"research_run": [0]}})
    problem_of(answer, 422, "invalid_thresholds")


def test_an_unknown_feature_is_refused(api: TestClient) -> None:
    answer = api.put("/v1/usage/alerts", json={"percents": {"dancing": [50]}})
    problem_of(answer, 422, "invalid_request")


class TestSomebodyWithoutTheScopeAdmin:
    @pytest.fixture
    def caller(self, tenant: str) -> Caller:
        return a_caller(tenant, scopes=frozenset({Scope.READ, Scope.WRITE}))

    def test_sets_no_thresholds(self, api: TestClient) -> None:
        answer = api.put("/v1/usage/alerts", json={"percents": {"research_run": [50]}})
        problem_of(answer, 403, "scope_missing")
