"""What goes around every request and answer."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from nyqst.http.app import create_app
from nyqst.http.envelope import MAX_BODY_BYTES

JSON = {"Content-Type": "application/json"}


@pytest.fixture
def client() -> Iterator[TestClient]:
    app = create_app("T", "A test", ("https://console.example",), {})

    @app.api_route("/echo", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    async def echo(request: Request) -> dict[str, Any]:
        return {"bytes": len(await request.body())}

    with TestClient(app) as client:
        yield client


def test_a_correlation_id_is_taken_over(client: TestClient) -> None:
    answer = client.get("/echo", headers={"X-Correlation-ID": "order-66.A_b"})
    assert answer.headers["x-correlation-id"] == "order-66.A_b"


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "<script>", "a\tb", "ä"])
def test_a_correlation_id_that_is_none_is_replaced(client: TestClient, given: str) -> None:
    answer = client.get("/echo", headers=[(b"X-Correlation-ID", given.encode())])
    assert len(answer.headers["x-correlation-id"]) == 32


def test_without_one_every_request_gets_its_own(client: TestClient) -> None:
    assert len({client.get("/echo").headers["x-correlation-id"] for _ in range(3)}) == 3


@pytest.mark.parametrize("path", ["/echo", "/nowhere"])
def test_every_answer_is_told_to_be_careful(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "max-age=31536000" in headers["strict-transport-security"]


def test_a_body_as_large_as_may_be_is_taken(client: TestClient) -> None:
    answer = client.post("/echo", content=b"x" * MAX_BODY_BYTES, headers=JSON)
    assert answer.json() == {"bytes": MAX_BODY_BYTES}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_a_larger_body_is_refused(client: TestClient, method: str) -> None:
    content = b"x" * (MAX_BODY_BYTES + 1)
    answer = client.request(method, "/echo", content=content, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "request_too_large")


@pytest.mark.parametrize("media_type", ["text/plain", "application/xml", "", "application/jsonx"])
def test_a_body_of_another_type_is_refused(client: TestClient, media_type: str) -> None:
    headers = {"Content-Type": media_type}
    answer = client.post("/echo", content=b"{}", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize("media_type", ["application/json", "Application/JSON; charset=utf-8"])
def test_json_is_known_however_it_is_written(client: TestClient, media_type: str) -> None:
    answer = client.post("/echo", content=b"{}", headers={"Content-Type": media_type})
    assert answer.status_code == 200


def test_a_request_without_a_body_needs_no_type(client: TestClient) -> None:
    assert client.post("/echo").status_code == 200


def test_a_page_of_the_console_may_ask(client: TestClient) -> None:
    answer = client.get("/echo", headers={"Origin": "https://console.example"})
    assert answer.headers["access-control-allow-origin"] == "https://console.example"
    assert "X-Correlation-ID" in answer.headers["access-control-expose-headers"]


def test_a_page_of_somebody_else_may_not(client: TestClient) -> None:
    answer = client.get("/echo", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in answer.headers
