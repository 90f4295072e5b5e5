"""Runs over HTTP."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.aws import Aws
from tests.functions.service import made, problem_of


def runs(client: TestClient) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get("/v1/runs").json()["items"]
    return items


def nothing_stored(client: TestClient) -> bool:
    return not runs(client) and not client.get("/v1/chats").json()["items"]


@pytest.fixture
def run(api: TestClient) -> dict[str, Any]:
    return made(api.post("/v1/runs", json={"query": "How many ferries?"}), 202)


def test_a_question_starts_a_run(api: TestClient, run: dict[str, Any], aws: Aws) -> None:
    assert (run["status"], run["query"], run["attempt"]) == ("queued", "How many ferries?", 1)
    assert (run["deliverable_type"], run["mode"]) == ("REPORT", "normal")
    assert run["events_url"] == f"/v1/runs/{run['id']}/events"
    assert api.get(f"/v1/runs/{run['id']}").json() == run
    assert runs(api) == [run]
    found = aws.stepfunctions.list_executions(stateMachineArn=aws.state_machine_arn)
    assert run["id"] in [execution["name"] for execution in found["executions"]]


def test_it_opens_a_chat_with_question_and_answer(api: TestClient, run: dict[str, Any]) -> None:
    asked, answer = api.get(f"/v1/chats/{run['chat_id']}/messages").json()["items"]
    assert (asked["creator_type"], asked["content"]) == ("USER", "How many ferries?")
    assert (answer["id"], answer["is_running"]) == (run["message_id"], True)
    assert answer["ai_output_id"] == run["id"]


def test_a_message_that_stands_is_answered(api: TestClient) -> None:
    chat = made(api.post("/v1/chats", json={}))
    message = made(api.post(f"/v1/chats/{chat['id']}/messages", json={"content": "A?"}))
    body = {"chat_id": chat["id"], "message_id": message["id"]}
    run = made(api.post("/v1/runs", json=body), 202)
    assert (run["query"], run["chat_id"]) == ("A?", chat["id"])


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "query_empty"),
        ({"query": ""}, 422, "query_empty"),
        ({"query": " \n\t "}, 422, "query_empty"),
        ({"query": "x" * 4_001}, 422, "query_too_long"),
        ({"query": "x" * 100_000}, 422, "query_too_long"),
        ({"query": "A?", "deliverable_type": "SLIDE"}, 422, "deliverable_unavailable"),
        ({"query": "A?", "deliverable_type": "POEM"}, 422, "unknown_deliverable"),
        ({"query": "A?", "mode": "turbo"}, 422, "unknown_mode"),
        ({"query": "A?", "scenario": "unknown"}, 422, "unknown_scenario"),
        ({"query": "A?", "chat_id": "chat_x"}, 404, "chat_not_found"),
        ({"query": "A?", "chat_id": "x" * 4_000}, 404, "chat_not_found"),
        ({"message_id": "msg_x"}, 404, "message_not_found"),
        ({"query": "A?", "sources": {"document_ids": ["x"]}}, 404, "document_not_found"),
        ({"query": "A?", "sources": {"document_ids": ["x" * 4_000]}}, 404, "document_not_found"),
        ({"query": "A?", "sources": {"document_ids": ["x", "x"]}}, 422, "invalid_sources"),
        ({"query": "A?", "sources": {"document_ids": ["x"] * 1_001}}, 422, "too_many_documents"),
        ({"query": "A?", "sources": {"document_ids": "x"}}, 422, "invalid_request"),
        ({"query": 5}, 422, "invalid_request"),
        ("How many?", 422, "invalid_request"),
        ({"query": "x" * 300_000}, 413, "request_too_large"),
    ],
)
def test_a_bad_request_is_refused_and_nothing_stored(
    api: TestClient, body: Any, status: int, code: str
) -> None:
    problem_of(api.post("/v1/runs", json=body), status, code)
    assert nothing_stored(api)


def test_what_is_not_json_is_refused_and_nothing_stored(api: TestClient) -> None:
    json, text = {"Content-Type": "application/json"}, {"Content-Type": "text/plain"}
    problem_of(api.post("/v1/runs", content=b'{"query": ', headers=json), 400, "malformed_json")
    answer = api.post("/v1/runs", content=b'{"query": "A?"}', headers=text)
    problem_of(answer, 415, "unsupported_media_type")
    assert nothing_stored(api)


def test_a_scenario_that_the_stage_allows_is_played(api: TestClient) -> None:
    body = {"query": "A?", "scenario": "happy_path"}
    assert made(api.post("/v1/runs", json=body), 202)["status"] == "queued"


def test_the_same_request_is_one_run(api: TestClient) -> None:
    headers = {"Idempotency-Key": "abc"}
    first = made(api.post("/v1/runs", json={"query": "A?"}, headers=headers), 202)
    assert made(api.post("/v1/runs", json={"query": "A?"}, headers=headers), 202) == first
    answer = api.post("/v1/runs", json={"query": "B?"}, headers=headers)
    problem_of(answer, 409, "idempotency_key_reused")
    assert runs(api) == [first]


def test_a_run_is_cancelled_and_stays_so(api: TestClient, run: dict[str, Any]) -> None:
    path = f"/v1/runs/{run['id']}"
    cancelled = made(api.post(f"{path}/cancel"), 200)
    assert (cancelled["status"], cancelled["error_type"]) == ("cancelled", "cancelled")
    assert made(api.post(f"{path}/cancel"), 200) == cancelled == api.get(path).json()


def test_a_run_that_failed_is_tried_again(api: TestClient, run: dict[str, Any]) -> None:
    api.post(f"/v1/runs/{run['id']}/cancel")
    headers = {"Idempotency-Key": "abc"}
    path = f"/v1/runs/{run['id']}/retry"
    again = made(api.post(path, headers=headers), 202)
    assert (again["retry_of"], again["attempt"], again["status"]) == (run["id"], 2, "queued")
    assert made(api.post(path, headers=headers), 202) == again
    assert len(runs(api)) == 2


def test_a_run_that_did_not_fail_is_not_tried_again(api: TestClient, run: dict[str, Any]) -> None:
    problem_of(api.post(f"/v1/runs/{run['id']}/retry"), 409, "run_not_failed")
    assert runs(api) == [run]


def test_runs_are_listed_in_pages(api: TestClient) -> None:
    ids = {made(api.post("/v1/runs", json={"query": "A?"}), 202)["id"] for _ in range(3)}
    first = api.get("/v1/runs?limit=2").json()
    second = api.get(f"/v1/runs?limit=2&cursor={first['next_cursor']}").json()
    assert {run["id"] for run in first["items"] + second["items"]} == ids
    answer = api.get(f"/v1/chats?cursor={first['next_cursor']}")
    problem_of(answer, 422, "cursor_of_another_list")


def test_a_run_of_another_tenant_is_as_if_unknown(
    api: TestClient, others: TestClient, run: dict[str, Any]
) -> None:
    path = f"/v1/runs/{run['id']}"
    for answer in (others.get(path), others.post(f"{path}/cancel"), others.post(f"{path}/retry")):
        problem_of(answer, 404, "run_not_found")
    assert nothing_stored(others)
    assert api.get(path).json() == run
