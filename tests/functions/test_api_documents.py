"""Documents over HTTP."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from nyqst.documents.upload import MAX_DOCUMENT_BYTES
from tests.functions.service import announced, made, problem_of, upload


@pytest.fixture
def document(api: TestClient) -> dict[str, Any]:
    """Announced, not uploaded."""
    body = {"files": [announced("fleet.txt", b"Twelve ferries.")]}
    (document,) = made(api.post("/v1/documents", json=body))["documents"]
    found: dict[str, Any] = document
    return found


def documents(client: TestClient) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get("/v1/documents").json()["items"]
    return items


def ingest(client: TestClient, *ids: str) -> Any:
    return client.post("/v1/documents/ingest", json={"document_ids": ids})


def test_a_document_is_announced_uploaded_and_queued(
    api: TestClient, document: dict[str, Any]
) -> None:
    assert document["status"] == "awaiting_upload"
    upload(document["upload"], b"Twelve ferries.")
    (asked,) = made(ingest(api, document["id"]), 202)["documents"]
    assert asked["status"] == "queued"
    assert api.get(f"/v1/documents/{document['id']}").json() == asked


def test_the_same_file_is_announced_once(api: TestClient, document: dict[str, Any]) -> None:
    body = {"files": [announced("fleet.txt", b"Twelve ferries.")]}
    (again,) = made(api.post("/v1/documents", json=body))["documents"]
    assert again["id"] == document["id"]
    assert len(documents(api)) == 1


def test_what_has_not_arrived_is_not_read(api: TestClient, document: dict[str, Any]) -> None:
    problem_of(ingest(api, document["id"]), 409, "document_not_uploaded")
    assert documents(api)[0]["status"] == "awaiting_upload"


def test_a_document_is_deleted(api: TestClient, document: dict[str, Any]) -> None:
    path = f"/v1/documents/{document['id']}"
    assert api.delete(path).status_code == 204
    for answer in (api.get(path), api.delete(path), ingest(api, document["id"])):
        problem_of(answer, 404, "document_not_found")
    assert documents(api) == []


def test_documents_are_listed_in_pages(api: TestClient) -> None:
    files = [announced(f"{n}.txt", b"x") for n in range(5)]
    ids = {d["id"] for d in made(api.post("/v1/documents", json={"files": files}))["documents"]}
    first = api.get("/v1/documents?limit=3").json()
    second = api.get(f"/v1/documents?limit=3&cursor={first['next_cursor']}").json()
    assert {d["id"] for d in first["items"] + second["items"]} == ids
    assert len(first["items"]) == 3


def changed(**changes: Any) -> dict[str, Any]:
    return {**announced("fleet.txt", b"x"), **changes}


@pytest.mark.parametrize(
    ("file", "status", "code"),
    [
        (changed(name="../../etc/passwd"), 422, "invalid_file_name"),
        (changed(name="a\\b.txt"), 422, "invalid_file_name"),
        (changed(name=".."), 422, "invalid_file_name"),
        (changed(name="a\u0000b"), 422, "invalid_file_name"),
        (changed(name=""), 422, "invalid_request"),
        (changed(name="x" * 201), 422, "invalid_request"),
        (changed(media_type="nonsense"), 422, "invalid_request"),
        (changed(size_bytes=MAX_DOCUMENT_BYTES + 1), 413, "document_too_large"),
        (changed(size_bytes=0), 422, "document_empty"),
        (changed(size_bytes=-1), 422, "invalid_request"),
        (changed(sha256="x"), 422, "invalid_sha256"),
        (changed(sha256=None), 422, "invalid_request"),
    ],
)
def test_a_bad_file_is_refused_and_nothing_stored(
    api: TestClient, file: dict[str, Any], status: int, code: str
) -> None:
    files = [announced("good.txt", b"y"), file]
    problem_of(api.post("/v1/documents", json={"files": files}), status, code)
    assert documents(api) == []


def test_an_empty_id_is_no_document(api: TestClient) -> None:
    answer = api.post("/v1/documents/ingest", json={"document_ids": [""]})
    problem_of(answer, 422, "invalid_request")


@pytest.mark.parametrize(("count", "code"), [(0, "invalid_request"), (51, "too_many_documents")])
def test_files_are_announced_a_few_at_a_time(api: TestClient, count: int, code: str) -> None:
    files = [announced(f"{n}.txt", b"x") for n in range(count)]
    problem_of(api.post("/v1/documents", json={"files": files}), 422, code)
    ids = [f"doc_{n}" for n in range(count)]
    problem_of(api.post("/v1/documents/ingest", json={"document_ids": ids}), 422, code)
    assert documents(api) == []


def test_a_document_of_another_tenant_is_as_if_unknown(
    api: TestClient, others: TestClient, document: dict[str, Any]
) -> None:
    path = f"/v1/documents/{document['id']}"
    for answer in (
        others.get(path),
        others.delete(path),
        ingest(others, document["id"]),
        others.post(
            "/v1/runs", json={"query": "A?", "sources": {"document_ids": [document["id"]]}}
        ),
    ):
        problem_of(answer, 404, "document_not_found")
    assert documents(others) == []
    assert len(documents(api)) == 1
    assert others.get("/v1/runs").json()["items"] == []
