"""The catalog in the operator's hands, over HTTP."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from nyqst.bootstrap import Platform
from nyqst.identity.model import Caller
from nyqst.identity.model.tenant import OPERATOR
from tests.builders import a_caller
from tests.functions.conftest import key_for, signed_in
from tests.functions.service import made, problem_of

CATALOG = "/v1/catalog"


@pytest.fixture
def operator(services: Platform, api_client: TestClient) -> Iterator[TestClient]:
    """Leaves the catalog as it was."""
    client = signed_in(api_client, key_for(services, a_caller(OPERATOR)))
    before = current(client)
    yield client
    if current(client) != before:
        made(client.put(CATALOG, json=before, headers=seen(client)), 200)


def current(operator: TestClient) -> dict[str, Any]:
    return made(operator.get(CATALOG), 200)


def seen(operator: TestClient) -> dict[str, str]:
    return {"If-Match": operator.get(CATALOG).headers["etag"]}


def named(document: dict[str, Any], name: str) -> dict[str, Any]:
    document["plans"]["team"]["name"] = name
    return document


def test_a_catalog_is_shown_changed_and_in_force_at_once_where_it_was_changed(
    operator: TestClient,
) -> None:
    before = current(operator)
    changed = made(
        operator.put(CATALOG, json=named(current(operator), "Crew"), headers=seen(operator)), 200
    )
    assert changed["stored"] is True
    assert changed["version"] == before["version"] + 1
    assert {
        "path": "plans.team.name",
        "before": '"Team"',
        "after": '"Crew"',
    } in changed["differences"]
    assert current(operator)["plans"]["team"]["name"] == "Crew"
    plans = operator.get("/v1/plans").json()
    assert plans["version"] == changed["version"]
    assert "Crew" in [plan["name"] for plan in plans["plans"]]


def test_every_version_is_kept(operator: TestClient) -> None:
    before = current(operator)
    operator.put(CATALOG, json=named(current(operator), "Crew"), headers=seen(operator))
    listed = operator.get(f"{CATALOG}/versions?limit=2").json()
    assert [each["version"] for each in listed["items"]] == [
        before["version"] + 1,
        before["version"],
    ]
    assert operator.get(f"{CATALOG}/versions/{before['version']}").json() == before
    problem_of(operator.get(f"{CATALOG}/versions/99999"), 404, "catalog_version_not_found")


def test_an_earlier_version_comes_back_as_a_new_one(operator: TestClient) -> None:
    before = current(operator)
    operator.put(CATALOG, json=named(current(operator), "Crew"), headers=seen(operator))
    body = {"version": before["version"]}
    restored = made(operator.post(f"{CATALOG}/restore", json=body, headers=seen(operator)), 200)
    assert restored["version"] == before["version"] + 2
    assert current(operator) == {**before, "version": restored["version"]}
    newest = operator.get(f"{CATALOG}/versions").json()["items"][0]
    assert (newest["restores"], newest["made_by"]) == (before["version"], "usr_a")


def test_who_looked_at_an_older_version_changes_nothing(operator: TestClient) -> None:
    stale = seen(operator)
    operator.put(CATALOG, json=named(current(operator), "Crew"), headers=stale)
    document = current(operator)
    answer = operator.put(CATALOG, json={**document, "version": 1}, headers=stale)
    problem_of(answer, 409, "catalog_changed")
    assert current(operator) == document


@pytest.mark.parametrize("header", [{}, {"If-Match": "*"}, {"If-Match": '"x"'}])
def test_a_change_says_what_it_replaces(operator: TestClient, header: dict[str, str]) -> None:
    answer = operator.put(CATALOG, json=current(operator), headers=header)
    problem_of(answer, 422, "if_match_missing")


def test_a_body_made_from_a_later_version_is_refused(operator: TestClient) -> None:
    document = current(operator)
    body = {**document, "version": document["version"] + 1}
    problem = problem_of(
        operator.put(CATALOG, json=body, headers=seen(operator)), 422, "invalid_document"
    )
    assert [error["field"] for error in problem["errors"]] == ["version"]


def test_every_fault_is_named_with_its_place_and_nothing_is_stored(operator: TestClient) -> None:
    before, document = current(operator), current(operator)
    document["plans"]["team"]["model_classes"] = []
    document["plans"]["sandbox"]["default_class"] = "premium"
    problem = problem_of(
        operator.put(CATALOG, json=document, headers=seen(operator)), 422, "invalid_document"
    )
    places = {error["field"] for error in problem["errors"]}
    assert {"plans.team.model_classes", "plans.sandbox.default_class"} <= places
    assert current(operator) == before


def test_what_is_no_catalog_is_refused_with_its_places(operator: TestClient) -> None:
    document = current(operator)
    document["plans"]["team"]["concurrent_runs"] = 0
    document["colour"] = "red"
    problem = problem_of(
        operator.put(CATALOG, json=document, headers=seen(operator)), 422, "invalid_request"
    )
    places = {error["field"] for error in problem["errors"]}
    assert places == {"plans.team.concurrent_runs", "colour"}


def test_a_dry_run_tells_whom_it_would_touch_and_who_would_be_over(
    operator: TestClient, api: TestClient, caller: Caller
) -> None:
    made(operator.put(f"/v1/tenants/{caller.tenant_id}/plan", json={"plan": "sandbox"}), 200)
    for _ in range(2):
        made(api.post("/v1/runs", json={"query": "How is the company?"}), 202)
    before, document = current(operator), current(operator)
    document["plans"]["sandbox"]["features"]["research_run"]["included"] = 1
    change = made(
        operator.put(f"{CATALOG}?dry_run=true", json=document, headers=seen(operator)), 200
    )
    assert change["stored"] is False
    touched = {each["plan"]: each for each in change["impact"]["touched"]}
    assert set(touched) == {"sandbox"}
    assert touched["sandbox"]["tenants"] >= 1
    assert {
        "tenant_id": caller.tenant_id,
        "plan": "sandbox",
        "feature": "research_run",
        "taken": 2,
        "limit": 1,
    } in change["impact"]["over_limit"]
    assert change["impact"]["complete"] is True
    assert current(operator) == before


def test_a_dry_run_finds_the_same_faults(operator: TestClient) -> None:
    document = current(operator)
    document["prices"] = {}
    answer = operator.put(f"{CATALOG}?dry_run=true", json=document, headers=seen(operator))
    problem_of(answer, 422, "invalid_document")


def test_the_trail_tells_what_differed(operator: TestClient) -> None:
    before = current(operator)["version"]
    operator.put(CATALOG, json=named(current(operator), "Crew"), headers=seen(operator))
    entries = operator.get("/v1/audit").json()["items"]
    told = next(entry for entry in entries if entry["action"] == "catalog.replaced")
    assert told["before"] == {"plans.team.name": '"Team"', "version": str(before)}
    assert told["after"] == {"plans.team.name": '"Crew"', "version": str(before + 1)}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("PUT", ""),
        ("POST", "/restore"),
        ("GET", "/versions"),
        ("GET", "/versions/1"),
    ],
)
def test_a_tenants_owner_neither_sees_nor_changes_it(
    api: TestClient, method: str, path: str
) -> None:
    headers = {"If-Match": '"1"'}
    answer = api.request(method, CATALOG + path, json={"version": 1}, headers=headers)
    problem_of(answer, 403, "operator_only")
