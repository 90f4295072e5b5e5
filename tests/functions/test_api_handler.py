"""The API's function as API Gateway calls it."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from functions.api import handler
from nyqst.bootstrap import Platform
from nyqst.identity.model import Caller
from tests.functions.conftest import key_for

CONTEXT: Any = SimpleNamespace(aws_request_id="r", function_name="api", memory_limit_in_mb=512)


def call(method: str, path: str, key: str, body: str | None = None, **query: str) -> dict[str, Any]:
    """A proxy event of a REST API; the answer as the gateway gets it."""
    event: Any = {
        "resource": "/{proxy+}",
        "path": path,
        "httpMethod": method,
        "headers": {
            "X-API-Key": key,
            "X-Correlation-ID": "abc",
            "Host": "api.example",
            "Content-Type": "application/json",
        },
        "multiValueHeaders": {
            "X-API-Key": [key],
            "X-Correlation-ID": ["abc"],
            "Host": ["api.example"],
            "Content-Type": ["application/json"],
            "Content-Length": [str(len(body or ""))],
        },
        "queryStringParameters": query or None,
        "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} or None,
        "pathParameters": {"proxy": path.lstrip("/")},
        "requestContext": {
            "resourcePath": "/{proxy+}",
            "httpMethod": method,
            "path": f"/dev{path}",
            "stage": "dev",
            "requestId": "r",
            "identity": {"sourceIp": "192.0.2.1"},
        },
        "body": body,
        "isBase64Encoded": False,
    }
    answer: dict[str, Any] = handler.handle(event, CONTEXT)
    assert answer["isBase64Encoded"] is False
    return answer


@pytest.fixture
def key(services: Platform, caller: Caller) -> str:
    return key_for(services, caller)


def header(answer: dict[str, Any], name: str) -> str:
    value: str = answer["headers"][name]
    return value


def test_a_request_is_answered(key: str) -> None:
    answer = call("POST", "/v1/chats", key, '{"title": "Fähren"}')
    assert answer["statusCode"] == 201
    assert json.loads(answer["body"])["title"] == "Fähren"
    assert header(answer, "x-correlation-id") == "abc"
    assert header(answer, "x-content-type-options") == "nosniff"


def test_queries_are_understood(key: str) -> None:
    for _ in range(2):
        call("POST", "/v1/chats", key, "{}")
    first = json.loads(call("GET", "/v1/chats", key, limit="1")["body"])
    second = call("GET", "/v1/chats", key, limit="1", cursor=first["next_cursor"])
    assert len(first["items"]) == len(json.loads(second["body"])["items"]) == 1


def test_a_refusal_is_a_problem(key: str) -> None:
    answer = call("GET", "/v1/chats/chat_x", key)
    assert answer["statusCode"] == 404
    assert header(answer, "content-type") == "application/problem+json"
    assert json.loads(answer["body"])["code"] == "chat_not_found"


def test_an_answer_without_a_body_has_none(key: str) -> None:
    chat = json.loads(call("POST", "/v1/chats", key, "{}")["body"])
    answer = call("DELETE", f"/v1/chats/{chat['id']}", key)
    assert (answer["statusCode"], answer["body"]) == (204, "")
