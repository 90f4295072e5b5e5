"""Chats and messages over HTTP."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from nyqst.research.model.run import MAX_QUERY
from tests.functions.service import made, problem_of


def chats(client: TestClient) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get("/v1/chats").json()["items"]
    return items


@pytest.fixture
def chat(api: TestClient) -> dict[str, Any]:
    return made(api.post("/v1/chats", json={"title": "Ferries"}))


def messages(client: TestClient, chat: dict[str, Any]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get(f"/v1/chats/{chat['id']}/messages").json()["items"]
    return items


def test_a_chat_is_made_read_renamed_and_deleted(api: TestClient) -> None:
    chat = made(api.post("/v1/chats", json={"title": " Ferries "}))
    path = f"/v1/chats/{chat['id']}"
    assert chat["title"] == "Ferries"
    assert api.get(path).json() == chat
    assert api.patch(path, json={"title": "Boats"}).json() == {**chat, "title": "Boats"}
    assert api.delete(path).status_code == 204
    for answer in (api.get(path), api.patch(path, json={"title": "x"}), api.delete(path)):
        problem_of(answer, 404, "chat_not_found")
    assert chats(api) == []


def test_chats_are_listed_in_pages(api: TestClient) -> None:
    ids = [made(api.post("/v1/chats", json={"title": str(n)}))["id"] for n in range(5)]
    found, cursor = [], ""
    while cursor is not None:
        page = api.get(f"/v1/chats?limit=2{cursor}").json()
        found += [chat["id"] for chat in page["items"]]
        cursor = page["next_cursor"] and f"&cursor={page['next_cursor']}"
    assert sorted(found) == sorted(ids)


@pytest.mark.parametrize("limit", ["0", "101", "x", "-1"])
def test_a_page_has_some_length_and_not_too_much(api: TestClient, limit: str) -> None:
    problem_of(api.get(f"/v1/chats?limit={limit}"), 422, "invalid_request")


@pytest.mark.parametrize("cursor", ["!", "AAAA", "x" * 501])
def test_a_cursor_that_is_none_is_refused(api: TestClient, cursor: str) -> None:
    problem = api.get(f"/v1/chats?cursor={cursor}").json()
    assert problem["status"] == 422
    assert problem["code"] in ("invalid_cursor", "cursor_of_another_list")


def test_a_cursor_of_another_list_is_refused(api: TestClient, others: TestClient) -> None:
    for _ in range(2):
        made(api.post("/v1/chats", json={}))
    cursor = api.get("/v1/chats?limit=1").json()["next_cursor"]
    for client, path in ((api, "/v1/runs"), (api, "/v1/documents"), (others, "/v1/chats")):
        problem_of(client.get(f"{path}?cursor={cursor}"), 422, "cursor_of_another_list")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"title": ""}, "invalid_title"),
        ({"title": " \n "}, "invalid_title"),
        ({"title": "x" * 201}, "invalid_request"),
        ({"title": 5}, "invalid_request"),
        ([], "invalid_request"),
    ],
)
def test_a_bad_title_is_refused_and_nothing_stored(api: TestClient, body: Any, code: str) -> None:
    problem_of(api.post("/v1/chats", json=body), 422, code)
    assert chats(api) == []


def test_the_same_request_makes_one_chat(api: TestClient) -> None:
    headers = {"Idempotency-Key": "abc"}
    first = made(api.post("/v1/chats", json={"title": "A"}, headers=headers))
    assert made(api.post("/v1/chats", json={"title": "A"}, headers=headers)) == first
    assert chats(api) == [first]


def test_another_request_under_the_same_key_is_refused(api: TestClient) -> None:
    headers = {"Idempotency-Key": "abc"}
    first = made(api.post("/v1/chats", json={"title": "A"}, headers=headers))
    answer = api.post("/v1/chats", json={"title": "B"}, headers=headers)
    problem_of(answer, 409, "idempotency_key_reused")
    assert chats(api) == [first]


def test_a_key_is_good_for_each_tenant_and_each_route_apart(
    api: TestClient, others: TestClient, chat: dict[str, Any]
) -> None:
    headers = {"Idempotency-Key": "abc"}
    made(api.post("/v1/chats", json={"title": "A"}, headers=headers))
    made(others.post("/v1/chats", json={"title": "B"}, headers=headers))
    path = f"/v1/chats/{chat['id']}/messages"
    made(api.post(path, json={"content": "A?"}, headers=headers))


@pytest.mark.parametrize("key", ["", "a b", "x" * 201])
def test_a_key_that_is_none_is_refused_and_nothing_stored(api: TestClient, key: str) -> None:
    answer = api.post("/v1/chats", json={}, headers={"Idempotency-Key": key})
    problem_of(answer, 422, "invalid_idempotency_key")
    assert chats(api) == []


def test_a_message_is_posted_and_read(api: TestClient, chat: dict[str, Any]) -> None:
    path = f"/v1/chats/{chat['id']}/messages"
    message = made(api.post(path, json={"content": "How many ferries?"}))
    assert (message["creator_type"], message["is_answer"]) == ("USER", False)
    assert message["content"] == "How many ferries?"
    assert api.get(f"{path}/{message['id']}").json() == message
    assert messages(api, chat) == [message]


@pytest.mark.parametrize(
    ("content", "code"), [("", "invalid_request"), ("x" * (MAX_QUERY + 1), "invalid_request")]
)
def test_a_message_has_some_length_and_not_too_much(
    api: TestClient, chat: dict[str, Any], content: str, code: str
) -> None:
    answer = api.post(f"/v1/chats/{chat['id']}/messages", json={"content": content})
    problem_of(answer, 422, code)
    assert messages(api, chat) == []


def test_an_unknown_message_is_not_found(api: TestClient, chat: dict[str, Any]) -> None:
    answer = api.get(f"/v1/chats/{chat['id']}/messages/msg_unknown")
    problem_of(answer, 404, "message_not_found")


def test_a_chat_of_another_tenant_is_as_if_unknown(
    api: TestClient, others: TestClient, chat: dict[str, Any]
) -> None:
    path = f"/v1/chats/{chat['id']}"
    message = made(api.post(f"{path}/messages", json={"content": "A?"}))
    for answer in (
        others.get(path),
        others.patch(path, json={"title": "Mine"}),
        others.delete(path),
        others.get(f"{path}/messages"),
        others.post(f"{path}/messages", json={"content": "A?"}),
        others.get(f"{path}/messages/{message['id']}"),
        others.post("/v1/runs", json={"query": "A?", "chat_id": chat["id"]}),
    ):
        problem_of(answer, 404, "chat_not_found")
    assert chats(others) == []
    assert api.get(path).json() == chat
    assert messages(api, chat) == [message]


@pytest.mark.parametrize(
    "chat_id", ["x", "chat_unknown", "%00", "..%2F", "%F0%9F%9B%B3", "x" * 3000]
)
def test_no_id_whatever_breaks_the_service(api: TestClient, chat_id: str) -> None:
    answer = api.get(f"/v1/chats/{chat_id}")
    assert answer.status_code == 404
    assert answer.json()["code"] in ("chat_not_found", "route_not_found")
