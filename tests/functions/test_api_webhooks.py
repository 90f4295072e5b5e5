"""Webhooks over HTTP, from their making to what a receiver gets."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from nyqst.bootstrap import Platform
from nyqst.identity.model import Caller, Scope
from nyqst.research.model.run import RunKey, RunStatus
from nyqst.research.run_admission import asked_by
from tests.builders import a_caller
from tests.functions.service import made, problem_of
from tests.iam.guard import Deployed
from tests.receiver import Receiver, receiving

deliver_webhooks = Deployed("deliver_webhooks").handle
sweep_meters = Deployed("sweep_meters").handle

TYPES = ["run.finished", "run.failed", "quota.alert"]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as somebody:
        yield somebody


def create(api: TestClient, url: str, types: list[str] = TYPES) -> dict[str, Any]:
    return made(api.post("/v1/webhooks", json={"url": url, "types": types}))


def deliveries(api: TestClient, webhook_id: str) -> list[dict[str, Any]]:
    answer = made(api.get(f"/v1/webhooks/{webhook_id}/deliveries"), 200)
    found: list[dict[str, Any]] = answer["items"]
    return found


def fail_a_run(api: TestClient, services: Platform, caller: Caller) -> str:
    run = made(api.post("/v1/runs", json={"query": "How many ferries?"}), 202)
    services.research.close_run(RunKey(caller.tenant_id, run["id"]), RunStatus.FAILED)
    return str(run["id"])


def test_the_secret_is_in_the_first_answer_and_in_no_other(api: TestClient) -> None:
    webhook = create(api, "https://hooks.example.com/")
    assert webhook["secret"].startswith("whsec_")
    for path in ("/v1/webhooks", f"/v1/webhooks/{webhook['id']}", "/v1/audit"):
        assert "whsec_" not in api.get(path).text
        assert '"secret"' not in api.get(path).text


def test_how_a_run_ended_reaches_the_receiver_signed(
    api: TestClient, services: Platform, caller: Caller, receiver: Receiver
) -> None:
    webhook = create(api, receiver.url)
    run_id = fail_a_run(api, services, caller)
    deliver_webhooks({}, None)
    (received,) = receiver.received
    assert received.is_signed_with(webhook["secret"])
    assert b'"type":"run.failed"' in received.body
    assert run_id.encode() in received.body
    (delivery,) = deliveries(api, webhook["id"])
    assert (delivery["status"], delivery["event_id"]) == (
        "delivered",
        received.headers["webhook-id"],
    )
    assert [attempt["status"] for attempt in delivery["attempts"]] == [204]


def test_a_run_that_is_closed_twice_is_told_once(
    api: TestClient, services: Platform, caller: Caller, receiver: Receiver
) -> None:
    create(api, receiver.url)
    run_id = fail_a_run(api, services, caller)
    services.research.close_run(RunKey(caller.tenant_id, run_id), RunStatus.FAILED)
    deliver_webhooks({}, None)
    deliver_webhooks({}, None)
    assert len(receiver.received) == 1


def test_a_quota_that_runs_low_reaches_the_receiver(
    api: TestClient, services: Platform, caller: Caller, receiver: Receiver
) -> None:
    create(api, receiver.url)
    made(api.put("/v1/usage/alerts", json={"percents": {"research_run": [1]}}), 200)
    admission = services.research.run_admission
    for number in range(10):
        permit = admission.admit(asked_by(caller), str(number), timedelta(hours=1))
        services.metering.settlement.commit(permit.reservation, 1)
    for _ in range(2):
        sweep_meters({}, None)
        deliver_webhooks({}, None)
    (received,) = receiver.received
    (alert,) = made(api.get("/v1/usage/alerts"), 200)["items"]
    assert received.headers["webhook-id"] == alert["id"]
    assert b'"threshold_percent":1' in received.body


def test_a_ping_is_answered_with_its_delivery(api: TestClient, receiver: Receiver) -> None:
    webhook = create(api, receiver.url)
    pinged = made(api.post(f"/v1/webhooks/{webhook['id']}/ping"), 202)
    assert (pinged["type"], pinged["status"]) == ("ping", "pending")
    deliver_webhooks({}, None)
    assert receiver.received[0].headers["webhook-id"] == pinged["event_id"]


def test_a_delivery_is_replayed_under_its_id(api: TestClient, receiver: Receiver) -> None:
    webhook = create(api, receiver.url)
    pinged = made(api.post(f"/v1/webhooks/{webhook['id']}/ping"), 202)
    deliver_webhooks({}, None)
    path = f"/v1/webhooks/{webhook['id']}/deliveries/{pinged['id']}/replay"
    assert made(api.post(path), 202)["status"] == "pending"
    problem_of(api.post(path), 409, "delivery_pending")
    deliver_webhooks({}, None)
    first, second = receiver.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]


def test_a_webhook_is_changed_rotated_and_removed(api: TestClient, receiver: Receiver) -> None:
    webhook = create(api, "https://hooks.example.com/")
    path = f"/v1/webhooks/{webhook['id']}"
    changed = made(api.patch(path, json={"url": receiver.url, "types": ["run.failed"]}), 200)
    assert (changed["url"], changed["types"]) == (receiver.url, ["run.failed"])
    rotated = made(api.post(f"{path}/rotate"), 201)
    assert rotated["secret"] != webhook["secret"]
    api.post(f"{path}/ping")
    deliver_webhooks({}, None)
    for secret in (webhook["secret"], rotated["secret"]):
        assert receiver.received[0].is_signed_with(secret)
    assert api.delete(path).status_code == 204
    problem_of(api.get(path), 404, "webhook_not_found")
    assert made(api.get("/v1/webhooks"), 200)["items"] == []


@pytest.mark.parametrize(
    "body",
    [
        {"url": "https://hooks.example.com/", "types": []},
        {"url": "https://hooks.example.com/", "types": ["ping"]},
        {"url": "https://hooks.example.com/", "types": ["run.danced"]},
        {"types": ["run.failed"]},
    ],
)
def test_what_is_no_webhook_is_refused(api: TestClient, body: dict[str, Any]) -> None:
    problem_of(api.post("/v1/webhooks", json=body), 422, "invalid_request")


def test_an_address_that_leads_inward_is_refused(api: TestClient) -> None:
    body = {"url": "https://169.254.169.254/latest/meta-data/", "types": TYPES}
    problem = problem_of(api.post("/v1/webhooks", json=body), 422, "url_not_allowed")
    assert problem["errors"][0]["field"] == "url"


def test_another_tenants_webhook_is_not_found(api: TestClient, others: TestClient) -> None:
    webhook = create(api, "https://hooks.example.com/")
    path = f"/v1/webhooks/{webhook['id']}"
    problem_of(others.get(path), 404, "webhook_not_found")
    problem_of(others.delete(path), 404, "webhook_not_found")
    problem_of(others.post(f"{path}/rotate"), 404, "webhook_not_found")
    assert deliveries(others, webhook["id"]) == []


class TestSomebodyWithoutTheScopeAdmin:
    @pytest.fixture
    def caller(self, tenant: str) -> Caller:
        return a_caller(tenant, scopes=frozenset({Scope.READ, Scope.WRITE}))

    def test_sees_and_makes_no_webhooks(self, api: TestClient) -> None:
        problem_of(api.get("/v1/webhooks"), 403, "scope_missing")
        body = {"url": "https://hooks.example.com/", "types": TYPES}
        problem_of(api.post("/v1/webhooks", json=body), 403, "scope_missing")
