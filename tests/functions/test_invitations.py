"""Invitations and provisioning over HTTP."""

import itertools
from typing import Any

import pytest
from fastapi.testclient import TestClient

from nyqst.bootstrap import Platform
from nyqst.identity.model.tenant import OPERATOR
from tests.builders import a_caller
from tests.functions.conftest import key_for, signed_in
from tests.functions.service import made, problem_of

_NUMBERS = itertools.count()


@pytest.fixture
def operator(services: Platform, api_client: TestClient) -> TestClient:
    return signed_in(api_client, key_for(services, a_caller(OPERATOR)))


@pytest.fixture
def registration() -> dict[str, Any]:
    return {
        "email": f"bob{next(_NUMBERS)}@ferries.example",
        "password": "correct horse battery",
        "name": "Bob",
        "tenant_name": "Bob's",
    }


def come(client: TestClient, registration: dict[str, Any], token: str) -> Any:
    return client.post("/v1/auth/register", json={**registration, "invitation": token})


def me(client: TestClient, account: dict[str, Any]) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {account['access_token']}"}
    return made(client.get("/v1/auth/me", headers=headers), 200)


def test_a_tenant_signs_up_on_the_plan_it_was_invited_to(
    operator: TestClient, api_client: TestClient, registration: dict[str, Any]
) -> None:
    invited = made(operator.post("/v1/invitations", json={"plan": "pro"}))
    account = made(come(api_client, registration, invited["token"]))
    assert me(api_client, account)["plan"] == "professional"
    again = come(api_client, {**registration, "email": "x@y.example"}, invited["token"])
    problem_of(again, 403, "invitation_used_up")


def test_a_user_joins_the_tenant_that_invited_them(
    api: TestClient, api_client: TestClient, registration: dict[str, Any]
) -> None:
    invited = made(api.post("/v1/invitations", json={"role": "viewer"}))
    del registration["tenant_name"]
    account = made(come(api_client, registration, invited["token"]))
    mine = me(api_client, account)
    assert (mine["tenant_id"], mine["role"]) == (me_of(api)["tenant_id"], "viewer")
    headers = {"Authorization": f"Bearer {account['access_token']}"}
    problem_of(api_client.post("/v1/chats", json={}, headers=headers), 403, "role_too_low")


def me_of(client: TestClient) -> dict[str, Any]:
    return made(client.get("/v1/auth/me"), 200)


def test_a_tenant_cannot_choose_a_plan(api: TestClient) -> None:
    answer = api.post("/v1/invitations", json={"plan": "enterprise"})
    problem_of(answer, 403, "operator_only")
    assert api.get("/v1/invitations").json()["items"] == []


def test_a_revoked_invitation_is_refused(
    api: TestClient, api_client: TestClient, registration: dict[str, Any]
) -> None:
    invited = made(api.post("/v1/invitations", json={"role": "member"}))
    assert api.delete(f"/v1/invitations/{invited['id']}").status_code == 204
    problem_of(come(api_client, registration, invited["token"]), 403, "invitation_invalid")


def test_a_list_shows_invitations_without_their_tokens(api: TestClient) -> None:
    invited = made(api.post("/v1/invitations", json={"role": "member", "uses": 3}))
    token = invited.pop("token")
    answer = api.get("/v1/invitations")
    assert answer.json()["items"] == [invited]
    assert token not in answer.text


@pytest.mark.parametrize(
    "body",
    [
        {"plan": ""},
        {"role": "king"},
        {"role": "member", "uses": 0},
        {"role": "member", "uses": -1},
        {"role": "member", "uses": 1.5},
        {"role": "member", "uses": 10**9},
        {"role": "member", "expires_in_days": 0},
    ],
)
def test_bad_terms_are_refused(api: TestClient, body: dict[str, Any]) -> None:
    problem_of(api.post("/v1/invitations", json=body), 422, "invalid_request")


def test_an_invitation_to_a_plan_that_nobody_sells_is_refused(api: TestClient) -> None:
    problem_of(api.post("/v1/invitations", json={"plan": "gold"}), 422, "unknown_plan")


def test_a_member_invites_nobody(
    services: Platform, api_client: TestClient, api: TestClient
) -> None:
    tenant_id = me_of(api)["tenant_id"]
    caller = a_caller(tenant_id, user_id="usr_m", role="member", scopes=frozenset({"write"}))
    member = signed_in(api_client, key_for(services, caller))
    problem_of(member.post("/v1/invitations", json={"role": "viewer"}), 403, "role_too_low")


def test_a_store_has_a_tenant_made(
    operator: TestClient, api_client: TestClient, registration: dict[str, Any]
) -> None:
    named = {"platform_id": "shop-7", "store_id": "north"}
    body = {"email": registration["email"], "name": "Bob", "tenant_name": "B", "plan": "team"}
    body |= named
    first = made(operator.post("/v1/provision", json=body), 200)
    customer = signed_in(api_client, first["api_key"])
    assert me_of(customer)["plan"] == "team"
    assert customer.get("/v1/tenant").json().items() >= named.items()
    assert made(operator.post("/v1/provision", json=body), 200) == {**first, "api_key": None}
    other = {**body, "plan": "enterprise"}
    problem_of(operator.post("/v1/provision", json=other), 409, "provisioned_differently")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/provision"),
        ("GET", "/v1/tenants"),
        ("GET", "/v1/tenants/ten_x"),
        ("PUT", "/v1/tenants/ten_x/standing"),
        ("PUT", "/v1/tenants/ten_x/plan"),
    ],
)
def test_who_does_not_run_the_platform_is_refused(api: TestClient, method: str, path: str) -> None:
    problem_of(api.request(method, path), 403, "operator_only")
