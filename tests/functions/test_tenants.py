"""Tenants and what is theirs, over HTTP."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from nyqst.bootstrap import Platform
from nyqst.identity.model import Caller
from nyqst.identity.model.tenant import OPERATOR
from nyqst.storage.expressions import Update
from tests.builders import a_caller
from tests.functions.conftest import key_for, signed_in
from tests.functions.service import made, problem_of


@pytest.fixture
def operator(services: Platform, api_client: TestClient) -> TestClient:
    return signed_in(api_client, key_for(services, a_caller(OPERATOR)))


@pytest.fixture
def member(services: Platform, api_client: TestClient, api: TestClient, caller: Caller) -> Any:
    assert api.get("/v1/tenant").status_code == 200
    scopes = frozenset({"read", "write"})
    joined = a_caller(caller.tenant_id, user_id="usr_m", role="member", scopes=scopes)
    return signed_in(api_client, key_for(services, joined))


def test_a_tenant_is_shown_and_renamed(api: TestClient, caller: Caller) -> None:
    assert api.get("/v1/tenant").json()["id"] == caller.tenant_id
    assert made(api.patch("/v1/tenant", json={"name": "Boats"}), 200)["name"] == "Boats"
    assert api.get("/v1/tenant").json()["name"] == "Boats"


def test_a_member_does_not_rename_the_tenant(member: TestClient) -> None:
    problem_of(member.patch("/v1/tenant", json={"name": "Mine"}), 403, "role_too_low")


def test_users_are_listed_and_changed(api: TestClient, member: TestClient) -> None:
    users = {user["id"]: user["role"] for user in member.get("/v1/users").json()["items"]}
    assert users == {"usr_a": "owner", "usr_m": "member"}
    changed = made(api.patch("/v1/users/usr_m", json={"role": "viewer"}), 200)
    assert changed["role"] == "viewer"
    problem_of(member.post("/v1/chats", json={}), 403, "role_too_low")


def test_a_disabled_user_is_shut_out_at_once(api: TestClient, member: TestClient) -> None:
    made(api.patch("/v1/users/usr_m", json={"status": "disabled"}), 200)
    problem_of(member.get("/v1/chats"), 403, "user_disabled")


def test_a_member_changes_nobody(member: TestClient) -> None:
    problem_of(member.patch("/v1/users/usr_m", json={"role": "owner"}), 403, "role_too_low")


def test_a_member_leaves(member: TestClient) -> None:
    made(member.post("/v1/users/me/leave"), 200)
    problem_of(member.get("/v1/chats"), 403, "user_disabled")


def test_the_last_owner_neither_leaves_nor_steps_down(api: TestClient) -> None:
    problem_of(api.post("/v1/users/me/leave"), 409, "last_owner")
    problem_of(api.patch("/v1/users/usr_a", json={"role": "admin"}), 409, "last_owner")


def test_an_unknown_role_is_refused(api: TestClient) -> None:
    problem_of(api.patch("/v1/users/usr_a", json={"role": "king"}), 422, "invalid_request")


def test_another_tenants_users_are_not_found(others: TestClient, member: TestClient) -> None:
    assert member.get("/v1/users/usr_m").status_code == 200
    problem_of(others.get("/v1/users/usr_m"), 404, "user_not_found")


def test_a_workspace_is_made_listed_renamed_and_archived(api: TestClient) -> None:
    made_one = made(api.post("/v1/workspaces", json={"name": "Deals"}))
    path = f"/v1/workspaces/{made_one['id']}"
    names = {each["id"] for each in api.get("/v1/workspaces").json()["items"]}
    assert names == {"default", made_one["id"]}
    assert api.patch(path, json={"name": "Boats"}).json()["name"] == "Boats"
    archived = api.patch(path, json={"archived": True}).json()
    assert archived["archived_at"]
    assert api.patch(path, json={"archived": True}).json() == archived
    assert api.patch(path, json={"archived": False}).json()["archived_at"] is None


def test_the_default_workspace_stays(api: TestClient) -> None:
    answer = api.patch("/v1/workspaces/default", json={"archived": True})
    problem_of(answer, 409, "default_workspace")


def test_a_member_makes_projects_but_no_workspaces(member: TestClient) -> None:
    problem_of(member.post("/v1/workspaces", json={"name": "Mine"}), 403, "role_too_low")
    body = {"workspace_id": "default", "name": "Ferries"}
    project = made(member.post("/v1/projects", json=body))
    assert member.get(f"/v1/projects/{project['id']}").json() == project
    assert member.get("/v1/projects").json()["items"] == [project]
    renamed = member.patch(f"/v1/projects/{project['id']}", json={"name": "Boats"}).json()
    assert renamed == {**project, "name": "Boats"}


def test_a_project_needs_a_workspace_that_is_there(api: TestClient) -> None:
    body = {"workspace_id": "wsp_x", "name": "Ferries"}
    problem_of(api.post("/v1/projects", json=body), 404, "workspace_not_found")


def test_an_empty_id_is_no_workspace(api: TestClient) -> None:
    body = {"workspace_id": "", "name": "Ferries"}
    problem_of(api.post("/v1/projects", json=body), 422, "invalid_request")


@pytest.mark.parametrize("archived", [0, 1, "yes"])
def test_what_is_neither_true_nor_false_archives_nothing(api: TestClient, archived: object) -> None:
    workspace = made(api.post("/v1/workspaces", json={"name": "Deals"}))
    answer = api.patch(f"/v1/workspaces/{workspace['id']}", json={"archived": archived})
    problem_of(answer, 422, "invalid_request")


def test_an_archived_workspace_takes_no_project(api: TestClient) -> None:
    workspace = made(api.post("/v1/workspaces", json={"name": "Deals"}))
    api.patch(f"/v1/workspaces/{workspace['id']}", json={"archived": True})
    body = {"workspace_id": workspace["id"], "name": "Ferries"}
    problem_of(api.post("/v1/projects", json=body), 409, "workspace_archived")


def test_the_same_request_makes_one_workspace(api: TestClient) -> None:
    headers = {"Idempotency-Key": "abc"}
    first = made(api.post("/v1/workspaces", json={"name": "A"}, headers=headers))
    assert made(api.post("/v1/workspaces", json={"name": "A"}, headers=headers)) == first
    answer = api.post("/v1/workspaces", json={"name": "B"}, headers=headers)
    problem_of(answer, 409, "idempotency_key_reused")


@pytest.mark.parametrize("kind", ["workspaces", "projects"])
def test_another_tenants_are_not_found(api: TestClient, others: TestClient, kind: str) -> None:
    body = {"name": "A", "workspace_id": "default"}
    path = f"/v1/{kind}/{made(api.post(f'/v1/{kind}', json=body))['id']}"
    problem_of(others.get(path), 404, f"{kind[:-1]}_not_found")
    problem_of(others.patch(path, json={"name": "B"}), 404, f"{kind[:-1]}_not_found")


def test_the_operator_suspends_a_tenant_and_lets_it_in_again(
    operator: TestClient, api: TestClient, caller: Caller
) -> None:
    assert api.get("/v1/chats").status_code == 200
    standing = f"/v1/tenants/{caller.tenant_id}/standing"
    made(operator.put(standing, json={"status": "suspended"}), 200)
    problem_of(api.get("/v1/chats"), 403, "tenant_suspended")
    made(operator.put(standing, json={"status": "active"}), 200)
    assert api.get("/v1/chats").status_code == 200


def test_the_operators_word_on_a_plan_goes_first(
    operator: TestClient, api: TestClient, caller: Caller
) -> None:
    before = api.get("/v1/tenant").json()["plan"]
    path = f"/v1/tenants/{caller.tenant_id}/plan"
    assert operator.put(path, json={"plan": "cto_scale"}).json()["plan"] == "team"
    assert api.get("/v1/tenant").json()["plan"] == "team"
    assert operator.put(path, json={"plan": None}).json()["plan"] == before


def test_the_operator_cannot_be_shut_out(operator: TestClient) -> None:
    answer = operator.put("/v1/tenants/ten_operator/standing", json={"status": "suspended"})
    problem_of(answer, 409, "operator_stays")


def test_the_operator_sees_every_tenant(
    operator: TestClient, api: TestClient, caller: Caller
) -> None:
    assert api.get("/v1/tenant").status_code == 200
    found, cursor = set(), ""
    while cursor is not None:
        page = operator.get(f"/v1/tenants?limit=2{cursor}").json()
        found |= {tenant["tenant_id"] for tenant in page["items"]}
        cursor = page["next_cursor"] and f"&cursor={page['next_cursor']}"
    assert {caller.tenant_id, OPERATOR} <= found
    problem_of(operator.get("/v1/tenants/ten_x"), 404, "tenant_not_found")


def test_the_trail_tells_who_did_what_and_under_which_correlation_id(
    operator: TestClient, api: TestClient, caller: Caller
) -> None:
    headers = {"X-Correlation-ID": "cor-1"}
    api.patch("/v1/tenant", json={"name": "Boats"}, headers=headers)
    path = f"/v1/tenants/{caller.tenant_id}/plan"
    operator.put(path, json={"plan": "team"})
    entries = api.get("/v1/audit").json()["items"]
    told = {entry["action"]: entry for entry in entries}
    renamed = told["tenant.renamed"]
    assert (renamed["actor"], renamed["correlation_id"]) == ("usr_a", "cor-1")
    assert renamed["via"].startswith("key_")
    assert (renamed["before"], renamed["after"]) == ({"name": "Ferries Ltd"}, {"name": "Boats"})
    assert told["tenant.plan_overridden"]["after"] == {"override_plan": "team"}


def test_the_trail_is_read_in_pages(api: TestClient) -> None:
    for name in "ABCDE":
        api.patch("/v1/tenant", json={"name": name})
    found, cursor = [], ""
    while cursor is not None:
        page = api.get(f"/v1/audit?limit=2{cursor}").json()
        found += [entry["id"] for entry in page["items"]]
        cursor = page["next_cursor"] and f"&cursor={page['next_cursor']}"
    assert len(found) == len(set(found)) >= 5
    assert found == sorted(found, reverse=True)


def test_a_member_does_not_read_the_trail(member: TestClient) -> None:
    problem_of(member.get("/v1/audit"), 403, "role_too_low")


def test_a_key_without_the_admin_scope_does_not_read_the_trail(
    api: TestClient, api_client: TestClient
) -> None:
    key = made(api.post("/v1/api-keys", json={"name": "x", "scopes": ["read", "write"]}))
    problem_of(signed_in(api_client, key["key"]).get("/v1/audit"), 403, "scope_missing")


def test_the_operator_rolls_enforcement_out_and_the_trail_tells(
    operator: TestClient, api: TestClient, caller: Caller
) -> None:
    assert api.get("/v1/tenant").json()["enforcement"] == "enforce"
    path = f"/v1/tenants/{caller.tenant_id}/enforcement"
    assert operator.put(path, json={"enforcement": "observe"}).json()["enforcement"] == "observe"
    (entry,) = api.get("/v1/audit?limit=1").json()["items"]
    assert (entry["action"], entry["actor"]) == ("tenant.enforcement_set", "usr_a")
    assert (entry["before"], entry["after"]) == (
        {"enforcement": "enforce"},
        {"enforcement": "observe"},
    )
    problem_of(operator.put(path, json={"enforcement": "perhaps"}), 422, "invalid_request")


def test_nobody_sets_their_own_enforcement(api: TestClient, caller: Caller) -> None:
    path = f"/v1/tenants/{caller.tenant_id}/enforcement"
    problem_of(api.put(path, json={"enforcement": "off"}), 403, "operator_only")
    made(api.patch("/v1/tenant", json={"name": "Boats", "enforcement": "off"}), 200)
    assert api.get("/v1/tenant").json()["enforcement"] == "enforce"


def test_a_tenant_from_before_enforcement_can_be_changed(
    operator: TestClient, services: Platform, api: TestClient, caller: Caller
) -> None:
    services.app_table.write(Update(f"{caller.tenant_id}#TENANT", "META", {"enforcement": None}))
    assert api.get("/v1/tenant").json()["enforcement"] == "enforce"
    path = f"/v1/tenants/{caller.tenant_id}/enforcement"
    assert made(operator.put(path, json={"enforcement": "off"}), 200)["enforcement"] == "off"
