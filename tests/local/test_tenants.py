"""Whatever a tenant has, it is as if unknown to everybody else."""

from collections.abc import Iterator
from typing import Any

import pytest

from infra.local import stack
from tests.local.place import Finished, Place, new_place

pytestmark = pytest.mark.local


@pytest.fixture(scope="module")
def stranger(local: stack.LocalStack) -> Iterator[Place]:
    """To whom nothing happens by trying."""
    with new_place(local) as made:
        before = made.rows()
        yield made
        assert made.rows() == before


@pytest.fixture(scope="module")
def known(place: Place, answered: Finished) -> dict[str, str]:
    """Ids that the tenant itself gets an answer for."""
    run, delivery = answered.run, answered.run.delivery
    assert delivery is not None
    document = next(place.client.documents.all())
    return {
        "artifact": delivery.files["html"],
        "chat": run.chat_id,
        "document": document.id,
        "manifest": delivery.manifest_sha256,
        "message": run.message_id,
        "run": run.id,
    }


_REQUESTS: tuple[tuple[str, str, Any, str], ...] = (
    ("GET", "/v1/runs/{run}", None, "run_not_found"),
    ("POST", "/v1/runs/{run}/cancel", None, "run_not_found"),
    ("POST", "/v1/runs/{run}/retry", None, "run_not_found"),
    ("GET", "/v1/runs/{run}/events", None, "run_not_found"),
    ("GET", "/v1/chats/{chat}", None, "chat_not_found"),
    ("PATCH", "/v1/chats/{chat}", {"title": "Mine"}, "chat_not_found"),
    ("DELETE", "/v1/chats/{chat}", None, "chat_not_found"),
    ("GET", "/v1/chats/{chat}/messages", None, "chat_not_found"),
    ("POST", "/v1/chats/{chat}/messages", {"content": "A?"}, "chat_not_found"),
    ("GET", "/v1/chats/{chat}/messages/{message}", None, "chat_not_found"),
    ("GET", "/v1/documents/{document}", None, "document_not_found"),
    ("DELETE", "/v1/documents/{document}", None, "document_not_found"),
    ("GET", "/v1/artifacts/{artifact}", None, "artifact_not_found"),
    ("GET", "/v1/manifests/{manifest}", None, "manifest_not_found"),
    ("GET", "/v1/pointers/runs/{run}", None, "pointer_not_found"),
    ("GET", "/v1/pointers/runs/{run}/history", None, "pointer_not_found"),
)


@pytest.mark.parametrize(("method", "path", "body", "code"), _REQUESTS)
def test_it_is_not_found(
    stranger: Place, known: dict[str, str], method: str, path: str, body: Any, code: str
) -> None:
    answer = stranger.http.request(method, path.format(**known), json=body)
    assert (answer.status_code, answer.json()["code"]) == (404, code)


@pytest.mark.parametrize(
    "accept", ["text/event-stream", "application/x-ndjson", "application/json"]
)
def test_no_form_of_the_events_is_given_out(
    stranger: Place, known: dict[str, str], accept: str
) -> None:
    path = f"/v1/runs/{known['run']}/events"
    answer = stranger.http.get(path, headers={"Accept": accept})
    assert (answer.status_code, answer.json()["code"]) == (404, "run_not_found")


def test_it_is_not_read_by_runs(stranger: Place, known: dict[str, str]) -> None:
    body = {"query": "A?", "sources": {"document_ids": [known["document"]]}}
    answer = stranger.http.post("/v1/runs", json=body)
    assert (answer.status_code, answer.json()["code"]) == (404, "document_not_found")
    ingest = {"document_ids": [known["document"]]}
    answer = stranger.http.post("/v1/documents/ingest", json=ingest)
    assert (answer.status_code, answer.json()["code"]) == (404, "document_not_found")


def test_it_is_not_listed_and_stays_as_it_is(
    stranger: Place, place: Place, known: dict[str, str]
) -> None:
    for path in ("runs", "chats", "documents", "pointers/runs"):
        assert stranger.http.get(f"/v1/{path}").json()["items"] == []
    assert place.client.chats.get(known["chat"]).title
