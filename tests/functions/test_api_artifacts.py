"""Artifacts and manifests over HTTP."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from nyqst.artifacts.model import sha256_of
from tests.functions.service import fetch, made, problem_of, upload

CONTENT = b"Twelve ferries."
SHA256 = sha256_of(CONTENT)
BODY = {"sha256": SHA256, "size_bytes": len(CONTENT), "media_type": "text/plain"}


def stored(client: TestClient, content: bytes = CONTENT, **changes: Any) -> dict[str, Any]:
    """Uploaded and registered."""
    body = {**BODY, "sha256": sha256_of(content), "size_bytes": len(content), **changes}
    upload(made(client.post("/v1/artifacts/uploads", json=body)), content)
    return made(client.post("/v1/artifacts", json=body))


def test_content_travels_straight_to_the_store_and_back(api: TestClient) -> None:
    artifact = stored(api, filename="flotte – 2026.txt", entity_type="KNOWLEDGE")
    assert artifact["entity_type"] == "KNOWLEDGE_BASE"
    assert artifact["reference_count"] == 0
    found = api.get(f"/v1/artifacts/{SHA256}").json()
    answer = fetch(found.pop("download"))
    assert answer.content == CONTENT
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert found == {key: value for key, value in artifact.items() if key != "download"}


def test_registering_again_gives_the_artifact_as_it_stands(api: TestClient) -> None:
    assert stored(api, filename="a.txt") == stored(api, filename="b.txt")


def test_content_that_did_not_arrive_is_not_registered(api: TestClient) -> None:
    problem_of(api.post("/v1/artifacts", json=BODY), 404, "content_not_found")
    problem_of(api.get(f"/v1/artifacts/{SHA256}"), 404, "artifact_not_found")


def test_content_of_another_length_is_not_registered(api: TestClient) -> None:
    upload(made(api.post("/v1/artifacts/uploads", json=BODY)), CONTENT)
    answer = api.post("/v1/artifacts", json={**BODY, "size_bytes": 3})
    problem_of(answer, 409, "artifact_size_differs")
    problem_of(api.get(f"/v1/artifacts/{SHA256}"), 404, "artifact_not_found")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sha256": "x"}, "invalid_sha256"),
        ({"sha256": "../" + SHA256[3:]}, "invalid_sha256"),
        ({"size_bytes": 0}, "invalid_request"),
        ({"size_bytes": 10**12}, "artifact_too_large"),
        ({"media_type": "x"}, "invalid_request"),
    ],
)
def test_a_bad_upload_is_refused(api: TestClient, changes: dict[str, Any], code: str) -> None:
    for path in ("/v1/artifacts/uploads", "/v1/artifacts"):
        answer = api.post(path, json={**BODY, **changes})
        assert answer.json()["code"] == code
        assert answer.status_code == (413 if code == "artifact_too_large" else 422)


def test_an_entity_of_an_unknown_type_is_refused(api: TestClient) -> None:
    problem_of(
        api.post("/v1/artifacts", json={**BODY, "entity_type": "PAGE"}), 422, "invalid_request"
    )


@pytest.mark.parametrize("path", ["/v1/artifacts", "/v1/manifests"])
def test_nothing_but_a_hash_names_content(api: TestClient, path: str) -> None:
    problem_of(api.get(f"{path}/x"), 422, "invalid_sha256")


def test_a_manifest_is_committed_and_read(api: TestClient) -> None:
    artifact = stored(api)
    body = {"tree": {"a/fleet.txt": SHA256, "b.txt": SHA256}, "message": "First"}
    manifest = made(api.post("/v1/manifests", json=body))
    assert (manifest["entry_count"], manifest["total_size_bytes"]) == (2, 30)
    assert manifest["tree"]["b.txt"]["sha256"] == artifact["sha256"]
    assert api.get(f"/v1/manifests/{manifest['sha256']}").json() == manifest
    assert api.get(f"/v1/artifacts/{SHA256}").json()["reference_count"] == 1


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"tree": {}}, 422, "invalid_request"),
        ({"tree": {"../a": SHA256}}, 422, "invalid_path"),
        ({"tree": {"a": "x"}}, 422, "invalid_sha256"),
        ({"tree": {"a": "0" * 64}}, 404, "artifact_not_found"),
        ({"tree": {"a": SHA256}, "parent_sha256": "0" * 64}, 404, "manifest_not_found"),
        ({"tree": {"a": SHA256}, "parent_sha256": "x"}, 422, "invalid_sha256"),
        ({"tree": {f"{n}": SHA256 for n in range(1_001)}}, 422, "invalid_request"),
    ],
)
def test_a_bad_manifest_is_refused_and_nothing_counted(
    api: TestClient, body: dict[str, Any], status: int, code: str
) -> None:
    stored(api)
    problem_of(api.post("/v1/manifests", json=body), status, code)
    assert api.get(f"/v1/artifacts/{SHA256}").json()["reference_count"] == 0


def test_artifacts_of_another_tenant_are_as_if_unknown(api: TestClient, others: TestClient) -> None:
    stored(api)
    manifest = made(api.post("/v1/manifests", json={"tree": {"a": SHA256}}))
    problem_of(others.get(f"/v1/artifacts/{SHA256}"), 404, "artifact_not_found")
    problem_of(others.post("/v1/artifacts", json=BODY), 404, "content_not_found")
    problem_of(others.get(f"/v1/manifests/{manifest['sha256']}"), 404, "manifest_not_found")
    body = {"tree": {"a": SHA256}}
    problem_of(others.post("/v1/manifests", json=body), 404, "artifact_not_found")
