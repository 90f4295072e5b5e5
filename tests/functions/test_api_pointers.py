"""Pointers over HTTP."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.functions.service import made, problem_of
from tests.functions.test_api_artifacts import SHA256, stored


@pytest.fixture
def manifests(api: TestClient) -> list[str]:
    """Two, by hash."""
    stored(api)
    trees: list[dict[str, str]] = [{"a": SHA256}, {"b": SHA256}]
    return [made(api.post("/v1/manifests", json={"tree": tree}))["sha256"] for tree in trees]


def moved(client: TestClient, path: str, manifest: str, version: int, **more: Any) -> Any:
    body = {"manifest_sha256": manifest, "expected_version": version, **more}
    return client.put(f"/v1/pointers/{path}", json=body)


def versions(client: TestClient, path: str) -> list[int]:
    return [each["version"] for each in client.get(f"/v1/pointers/{path}/history").json()["items"]]


def test_a_pointer_is_made_moved_and_deleted(api: TestClient, manifests: list[str]) -> None:
    first = made(moved(api, "runs/one", manifests[0], 0, meta={"n": 1}), 200)
    assert (first["version"], first["meta"], first["pointer_type"]) == (1, {"n": 1}, "bundle")
    assert api.get("/v1/pointers/runs/one").json() == first
    second = made(moved(api, "runs/one", manifests[1], 1), 200)
    assert api.get("/v1/pointers/runs").json()["items"] == [second]
    assert api.delete("/v1/pointers/runs/one?expected_version=2").status_code == 204
    assert api.get("/v1/pointers/runs/one").json()["manifest_sha256"] is None
    assert api.get("/v1/pointers/runs").json()["items"] == []
    assert versions(api, "runs/one") == [3, 2, 1]


def test_a_name_may_have_parts(api: TestClient, manifests: list[str]) -> None:
    made(moved(api, "runs/a/b/c", manifests[0], 0), 200)
    assert api.get("/v1/pointers/runs/a/b/c").json()["name"] == "a/b/c"
    assert versions(api, "runs/a/b/c") == [1]


@pytest.mark.parametrize("version", [0, 2, 7])
def test_a_pointer_moves_from_the_expected_version_only(
    api: TestClient, manifests: list[str], version: int
) -> None:
    made(moved(api, "runs/one", manifests[0], 0), 200)
    problem_of(moved(api, "runs/one", manifests[1], version), 409, "pointer_moved")
    answer = api.delete(f"/v1/pointers/runs/one?expected_version={version + 2}")
    problem_of(answer, 409, "pointer_moved")
    assert versions(api, "runs/one") == [1]


def test_a_pointer_points_to_manifests_only(api: TestClient) -> None:
    stored(api)
    for target in (SHA256, "0" * 64):
        problem_of(moved(api, "runs/one", target, 0), 404, "manifest_not_found")
    assert api.get("/v1/pointers/runs").json()["items"] == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"manifest_sha256": "x", "expected_version": 0}, "invalid_sha256"),
        ({"manifest_sha256": "0" * 64}, "invalid_request"),
        ({"manifest_sha256": "0" * 64, "expected_version": -1}, "invalid_request"),
        (
            {"manifest_sha256": "0" * 64, "expected_version": 0, "pointer_type": "x"},
            "invalid_request",
        ),
    ],
)
def test_a_bad_move_is_refused(api: TestClient, body: dict[str, Any], code: str) -> None:
    problem_of(api.put("/v1/pointers/runs/one", json=body), 422, code)


@pytest.mark.parametrize("path", ["a%20b/c", "-a/c", "a/b%23c", "a/" + "x" * 300])
def test_a_pointer_has_a_plain_name(api: TestClient, path: str, manifests: list[str]) -> None:
    problem_of(api.get(f"/v1/pointers/{path}"), 422, "invalid_name")
    problem_of(moved(api, path, manifests[0], 0), 422, "invalid_name")


def test_an_unknown_pointer_is_not_found(api: TestClient) -> None:
    problem_of(api.get("/v1/pointers/runs/one"), 404, "pointer_not_found")
    answer = api.delete("/v1/pointers/runs/one?expected_version=1")
    problem_of(answer, 409, "pointer_moved")


def test_a_deletion_names_its_version(api: TestClient) -> None:
    problem_of(api.delete("/v1/pointers/runs/one"), 422, "invalid_request")
    problem_of(api.delete("/v1/pointers/runs/one?expected_version=0"), 422, "invalid_request")


def test_pointers_of_another_tenant_are_as_if_unknown(
    api: TestClient, others: TestClient, manifests: list[str]
) -> None:
    made(moved(api, "runs/one", manifests[0], 0), 200)
    problem_of(others.get("/v1/pointers/runs/one"), 404, "pointer_not_found")
    problem_of(moved(others, "runs/one", manifests[0], 1), 404, "manifest_not_found")
    answer = others.delete("/v1/pointers/runs/one?expected_version=1")
    problem_of(answer, 409, "pointer_moved")
    assert others.get("/v1/pointers/runs").json()["items"] == []
    problem_of(others.get("/v1/pointers/runs/one/history"), 404, "pointer_not_found")
    assert versions(api, "runs/one") == [1]
