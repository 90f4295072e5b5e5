"""Whatever happens in a route, the answer is a problem with a code."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

from nyqst import errors
from nyqst.http.app import create_app


class Thing(BaseModel):
    name: str = Field(max_length=5)
    count: int = 1


@pytest.fixture
def app() -> FastAPI:
    app = create_app("T", "A test", (), {("name", "string_too_long"): "name_too_long"})

    @app.post("/things")
    def make_thing(thing: Thing) -> Thing:
        return thing

    return app


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


def raising(app: FastAPI, error: Exception) -> None:
    @app.get("/raise")
    def fail() -> None:
        raise error


def problem_of(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert (answer.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert problem["type"] == f"urn:nyqst:problem:{code}"
    assert problem["correlation_id"] == answer.headers["x-correlation-id"]
    assert len(problem["debug_id"]) == 12
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    return problem


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.InvalidInput("No", code="odd"), 422),
        (errors.Unauthenticated("No", code="odd"), 401),
        (errors.Forbidden("No", code="odd"), 403),
        (errors.NotFound("No", code="odd"), 404),
        (errors.Conflict("No", code="odd"), 409),
        (errors.TooLarge("No", code="odd"), 413),
        (errors.Superseded("No", code="odd"), 409),
        (errors.Unavailable("No", code="odd"), 503),
        (errors.Throttled("No", code="odd"), 503),
    ],
)
def test_an_error_of_ours_has_its_status_and_keeps_its_code(
    app: FastAPI, client: TestClient, error: errors.NyqstError, status: int
) -> None:
    raising(app, error)
    assert problem_of(client.get("/raise"), status, "odd")["detail"] == "No"


def test_an_error_about_a_field_names_it(app: FastAPI, client: TestClient) -> None:
    raising(app, errors.InvalidInput("No", code="odd", field="query"))
    problem = problem_of(client.get("/raise"), 422, "odd")
    assert problem["errors"] == [{"field": "query", "message": "No"}]


def test_an_outage_says_when_to_come_back(app: FastAPI, client: TestClient) -> None:
    raising(app, errors.Unavailable("Down"))
    answer = client.get("/raise")
    problem_of(answer, 503, "unavailable")
    assert answer.headers["retry-after"] == "1"


@pytest.mark.parametrize(
    "error", [KeyError("secret"), errors.NyqstError("secret"), errors.Corrupted("secret")]
)
def test_a_defect_tells_the_client_nothing(
    app: FastAPI, client: TestClient, error: Exception
) -> None:
    raising(app, error)
    answer = client.get("/raise", headers={"X-Correlation-ID": "mine"})
    problem = problem_of(answer, 500, "internal_error")
    assert problem["correlation_id"] == "mine"
    assert "secret" not in answer.text


def test_an_unknown_route_is_a_problem(client: TestClient) -> None:
    problem_of(client.get("/nowhere"), 404, "route_not_found")


def test_an_unknown_method_says_which_are_known(client: TestClient) -> None:
    answer = client.delete("/things")
    problem_of(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == "POST"


@pytest.mark.parametrize("body", ["", "{", '{"name": }', "nul", "\ud7ff{"])
def test_what_is_not_json_is_refused(client: TestClient, body: str) -> None:
    headers = {"Content-Type": "application/json"}
    answer = client.post("/things", content=body.encode(), headers=headers)
    if body:
        problem_of(answer, 400, "malformed_json")
    else:
        problem_of(answer, 422, "invalid_request")


@pytest.mark.parametrize(
    "body", [[], "text", 1, None, {}, {"name": 1}, {"name": "x", "count": "y"}]
)
def test_what_is_json_and_not_asked_for_is_refused(client: TestClient, body: Any) -> None:
    problem = problem_of(client.post("/things", json=body), 422, "invalid_request")
    assert problem["errors"]


def test_a_field_with_a_code_of_its_own_has_it(client: TestClient) -> None:
    problem = problem_of(client.post("/things", json={"name": "x" * 6}), 422, "name_too_long")
    assert problem["errors"][0]["field"] == "name"


def test_every_debug_id_is_another(client: TestClient) -> None:
    assert len({client.get("/nowhere").json()["debug_id"] for _ in range(5)}) == 5


def test_a_defect_is_logged_under_the_id_that_the_client_is_given(
    app: FastAPI, client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    raising(app, KeyError("secret"))
    debug_id = client.get("/raise").json()["debug_id"]
    (record,) = [each for each in caplog.records if each.exc_info]
    assert (record.levelname, vars(record)["debug_id"]) == ("ERROR", debug_id)


def test_a_defect_in_mid_stream_breaks_the_answer_off(app: FastAPI, client: TestClient) -> None:
    def stream() -> Iterator[bytes]:
        yield b"begun"
        raise KeyError("secret")

    @app.get("/stream")
    def read() -> StreamingResponse:
        return StreamingResponse(stream())

    with pytest.raises(KeyError):
        client.get("/stream")
