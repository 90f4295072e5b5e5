"""What is refused is refused by name, and leaves nothing behind.

The tables of every field are tests of the functions; here stands what passes through the gateway.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from infra.local import stack
from tests.local.place import Finished, Place, new_place

pytestmark = pytest.mark.local

_JSON = {"Content-Type": "application/json"}
_FILE = {"name": "a.txt", "media_type": "text/plain", "size_bytes": 3, "sha256": "0" * 64}


@pytest.fixture(scope="module")
def untouched(local: stack.LocalStack) -> Iterator[Place]:
    """As it was before, when all of this is over."""
    with new_place(local) as made:
        before = made.rows()
        yield made
        assert made.rows() == before


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"query": ""}, 422, "query_empty"),
        ({"query": " \n "}, 422, "query_empty"),
        ({"query": "x" * 100_000}, 422, "query_too_long"),
        ({"query": "x" * 300_000}, 413, "request_too_large"),
        ({"query": "A?", "deliverable_type": "POEM"}, 422, "unknown_deliverable"),
        ({"query": "A?", "mode": "turbo"}, 422, "unknown_mode"),
        ({"query": "A?", "scenario": "unknown"}, 422, "unknown_scenario"),
        ({"query": "A?", "chat_id": "../../runs"}, 404, "chat_not_found"),
    ],
)
def test_a_bad_question_starts_nothing(
    untouched: Place, body: dict[str, Any], status: int, code: str
) -> None:
    _refused(untouched.http.post("/v1/runs", json=body), status, code)


def test_what_is_not_json_is_refused(untouched: Place) -> None:
    answer = untouched.http.post("/v1/runs", content=b'{"query": ', headers=_JSON)
    _refused(answer, 400, "malformed_json")


def test_what_does_not_say_that_it_is_json_is_refused(untouched: Place) -> None:
    headers = {"Content-Type": "text/plain"}
    answer = untouched.http.post("/v1/runs", content=b'{"query": "A?"}', headers=headers)
    _refused(answer, 415, "unsupported_media_type")


@pytest.mark.parametrize(
    ("file", "status", "code"),
    [
        ({**_FILE, "name": "../../etc/passwd"}, 422, "invalid_file_name"),
        ({**_FILE, "name": "..\\boot.ini"}, 422, "invalid_file_name"),
        ({**_FILE, "name": "a\u0000.txt"}, 422, "invalid_file_name"),
        ({**_FILE, "size_bytes": 26 * 1024 * 1024}, 413, "document_too_large"),
        ({**_FILE, "size_bytes": 0}, 422, "document_empty"),
        ({**_FILE, "sha256": "../secret"}, 422, "invalid_sha256"),
    ],
)
def test_a_bad_file_is_not_announced(
    untouched: Place, file: dict[str, Any], status: int, code: str
) -> None:
    answer = untouched.http.post("/v1/documents", json={"files": [_FILE, file]})
    _refused(answer, status, code)


@pytest.mark.parametrize(
    ("key", "code"), [("", "credentials_missing"), ("nyq_" + "x" * 43, "api_key_invalid")]
)
def test_nobody_is_let_in_without_a_good_key(untouched: Place, key: str, code: str) -> None:
    for path in ("/v1/runs", "/v1/runs/run_x/events"):
        _refused(untouched.http.get(path, headers={"X-API-Key": key}), 401, code)
    answer = untouched.http.post("/v1/runs", json={"query": "A?"}, headers={"X-API-Key": key})
    _refused(answer, 401, code)


@pytest.mark.parametrize(
    "accept", ["text/event-stream", "application/x-ndjson", "application/json"]
)
@pytest.mark.parametrize(
    ("cursor", "code"),
    [
        ("run_01JD3QX0000000000000000000.3", "cursor_of_another_run"),
        ("100000", "cursor_beyond_end"),
        ("second", "invalid_cursor"),
    ],
)
def test_a_cursor_that_leads_nowhere_is_refused(
    place: Place, answered: Finished, accept: str, cursor: str, code: str
) -> None:
    path = f"/v1/runs/{answered.run.id}/events"
    answer = place.http.get(path, headers={"Accept": accept}, params={"after": cursor})
    _refused(answer, 422, code)


def test_a_route_that_is_none_is_refused(untouched: Place) -> None:
    _refused(untouched.http.get("/v1/reports"), 404, "route_not_found")
    _refused(untouched.http.delete("/v1/runs"), 405, "method_not_allowed")


def _refused(answer: Any, status: int, code: str) -> None:
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (problem["status"], problem["type"]) == (status, f"urn:nyqst:problem:{code}")
    assert problem["correlation_id"] == answer.headers["x-correlation-id"]
    assert problem["debug_id"]
    assert problem["detail"]
