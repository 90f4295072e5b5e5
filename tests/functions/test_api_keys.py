"""API keys over HTTP."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.functions.conftest import signed_in
from tests.functions.service import made, problem_of

READING = {"name": "laptop", "scopes": ["read"]}


def test_a_key_is_made_used_and_revoked(api: TestClient) -> None:
    issued = made(api.post("/v1/api-keys", json=READING))
    user = signed_in(api, issued["key"])
    assert user.get("/v1/chats").status_code == 200
    problem_of(user.post("/v1/chats", json={}), 403, "scope_missing")
    assert api.delete(f"/v1/api-keys/{issued['id']}").status_code == 204
    problem_of(user.get("/v1/chats"), 401, "api_key_invalid")


def test_a_list_shows_prefixes_and_use_and_no_keys(api: TestClient) -> None:
    issued = made(api.post("/v1/api-keys", json=READING))
    raw = issued.pop("key")
    assert signed_in(api, raw).get("/v1/chats").status_code == 200
    answer = api.get("/v1/api-keys")
    (listed,) = [key for key in answer.json()["items"] if key["id"] == issued["id"]]
    assert listed["last_used_at"] is not None
    assert listed == {**issued, "last_used_at": listed["last_used_at"]}
    assert raw.startswith(listed["prefix"])
    assert raw not in answer.text


def test_a_rotated_key_and_its_successor_work(api: TestClient) -> None:
    old = made(api.post("/v1/api-keys", json=READING))
    new = made(api.post(f"/v1/api-keys/{old['id']}/rotate"))
    assert new["scopes"] == old["scopes"]
    for key in (old["key"], new["key"]):
        assert signed_in(api, key).get("/v1/chats").status_code == 200


def test_a_repeated_request_makes_one_key_and_shows_it_once(api: TestClient) -> None:
    headers = {"Idempotency-Key": "abc"}
    first = made(api.post("/v1/api-keys", json=READING, headers=headers))
    again = made(api.post("/v1/api-keys", json=READING, headers=headers))
    assert first["key"]
    assert again == {**first, "key": None}


def test_another_tenant_does_not_find_a_key(api: TestClient, others: TestClient) -> None:
    key = made(api.post("/v1/api-keys", json=READING))
    problem_of(others.delete(f"/v1/api-keys/{key['id']}"), 404, "api_key_not_found")
    problem_of(others.post(f"/v1/api-keys/{key['id']}/rotate"), 404, "api_key_not_found")
    assert key["id"] not in others.get("/v1/api-keys").text


def test_a_key_makes_no_key_that_may_do_more(api: TestClient) -> None:
    writing = made(api.post("/v1/api-keys", json={"name": "x", "scopes": ["write"]}))
    writer = signed_in(api, writing["key"])
    problem_of(writer.post("/v1/api-keys", json=READING), 403, "scope_missing")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": "", "scopes": ["read"]},
        {"name": "x" * 121, "scopes": ["read"]},
        {"name": "x", "scopes": []},
        {"name": "x", "scopes": ["everything"]},
        {"name": "x", "scopes": ["read"], "expires_in_days": 0},
        {"name": "x", "scopes": ["read"], "expires_in_days": -1},
        {"name": "x", "scopes": ["read"], "expires_in_days": 1.5},
        {"name": "x", "scopes": ["read"], "expires_in_days": 10**9},
    ],
)
def test_a_bad_request_is_refused_and_makes_nothing(api: TestClient, body: Any) -> None:
    before = api.get("/v1/api-keys").json()
    problem_of(api.post("/v1/api-keys", json=body), 422, "invalid_request")
    assert [key["id"] for key in api.get("/v1/api-keys").json()["items"]] == [
        key["id"] for key in before["items"]
    ]


def test_what_a_client_says_of_its_tenant_and_plan_is_not_heard(api: TestClient) -> None:
    body = {**READING, "tenant_id": "ten_x", "user_id": "usr_x", "plan": "enterprise"}
    issued = made(api.post("/v1/api-keys", json=body))
    assert issued["user_id"] == "usr_a"
    assert "ten_x" not in str(issued)
