"""Registering, signing in, staying signed in, signing out, over HTTP."""

import itertools
from typing import Any

import jwt
import pytest
from fastapi.testclient import TestClient

from tests.functions.conftest import signed_in
from tests.functions.service import made, problem_of

PASSWORD = "correct horse battery"
_NUMBERS = itertools.count()

Account = dict[str, Any]


def bearing(client: TestClient, token: str) -> TestClient:
    made_client = TestClient(client.app)
    made_client.headers["Authorization"] = f"Bearer {token}"
    return made_client


@pytest.fixture
def email() -> str:
    return f"ada{next(_NUMBERS)}@ferries.example"


@pytest.fixture
def account(api_client: TestClient, email: str) -> Account:
    body = {"email": email, "password": PASSWORD, "name": "Ada", "tenant_name": "Ferries"}
    return made(api_client.post("/v1/auth/register", json=body))


def login(client: TestClient, email: str, password: str = PASSWORD) -> Any:
    return client.post("/v1/auth/login", json={"email": email, "password": password})


def refresh(client: TestClient, token: str) -> Any:
    return client.post("/v1/auth/refresh", json={"refresh_token": token})


def test_who_registers_works_at_once(
    api_client: TestClient, stream_client: TestClient, account: Account, email: str
) -> None:
    user = bearing(api_client, account["access_token"])
    me = user.get("/v1/auth/me").json()
    assert (me["email"], me["role"], me["plan"]) == (email, "owner", "sandbox")
    assert made(user.post("/v1/chats", json={}))["created_by"] == me["user_id"]
    stream = bearing(stream_client, account["access_token"])
    problem_of(stream.get("/v1/runs/run_x/events"), 404, "run_not_found")


def test_a_session_is_refreshed_and_ended(api_client: TestClient, email: str) -> None:
    body = {"email": email, "password": PASSWORD, "name": "Ada", "tenant_name": "Ferries"}
    made(api_client.post("/v1/auth/register", json=body))
    first = made(login(api_client, email), 200)
    second = made(refresh(api_client, first["refresh_token"]), 200)
    user = bearing(api_client, second["access_token"])
    assert user.get("/v1/auth/me").status_code == 200
    answer = api_client.post("/v1/auth/logout", json={"refresh_token": second["refresh_token"]})
    assert answer.status_code == 204
    problem_of(user.get("/v1/auth/me"), 401, "session_ended")


def test_a_refresh_token_used_twice_ends_the_session(
    api_client: TestClient, account: Account
) -> None:
    made(refresh(api_client, account["refresh_token"]), 200)
    problem_of(refresh(api_client, account["refresh_token"]), 401, "refresh_token_reused")
    user = bearing(api_client, account["access_token"])
    problem_of(user.get("/v1/auth/me"), 401, "session_ended")


def test_an_invented_refresh_token_is_refused(api_client: TestClient) -> None:
    problem_of(refresh(api_client, "nyqr.a.b.c.d.e"), 401, "refresh_token_invalid")


def test_five_wrong_passwords_cost_a_wait(
    api_client: TestClient, account: Account, email: str
) -> None:
    assert account
    for _ in range(5):
        problem_of(login(api_client, email, "wrong"), 401, "sign_in_failed")
    answer = login(api_client, email)
    problem_of(answer, 429, "sign_in_locked")
    assert 0 < int(answer.headers["retry-after"]) <= 30


def test_an_address_that_nobody_has_is_refused_like_a_wrong_password(
    api_client: TestClient, account: Account, email: str
) -> None:
    assert account
    wrong, unknown = (login(api_client, name, "wrong") for name in (email, f"x{email}"))
    problem_of(wrong, 401, "sign_in_failed")
    problem_of(unknown, 401, "sign_in_failed")
    assert wrong.json()["detail"] == unknown.json()["detail"]


def test_a_taken_address_is_refused(api_client: TestClient, account: Account, email: str) -> None:
    assert account
    body = {"email": email, "password": PASSWORD, "name": "Eve", "tenant_name": "Other"}
    problem_of(api_client.post("/v1/auth/register", json=body), 409, "email_taken")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"email": "no address"}, "invalid_email"),
        ({"password": "short"}, "password_too_weak"),
        ({"name": ""}, "invalid_request"),
        ({"tenant_name": "x" * 121}, "invalid_request"),
        ({"email": 5}, "invalid_request"),
    ],
)
def test_a_bad_registration_is_refused(
    api_client: TestClient, email: str, changes: dict[str, Any], code: str
) -> None:
    body = {"email": email, "password": PASSWORD, "name": "Ada", "tenant_name": "Ferries"}
    problem_of(api_client.post("/v1/auth/register", json={**body, **changes}), 422, code)
    problem_of(login(api_client, email), 401, "sign_in_failed")


def test_a_plan_that_a_client_asks_for_is_not_heard(api_client: TestClient, email: str) -> None:
    body = {"email": email, "password": PASSWORD, "name": "Ada", "tenant_name": "Ferries"}
    claims = {"plan": "enterprise", "role": "owner", "tenant_id": "ten_operator"}
    account = made(api_client.post("/v1/auth/register", json={**body, **claims}))
    me = bearing(api_client, account["access_token"]).get("/v1/auth/me").json()
    assert me["plan"] == "sandbox"
    assert me["tenant_id"] != "ten_operator"


def test_a_password_is_changed(api_client: TestClient, account: Account, email: str) -> None:
    user = bearing(api_client, account["access_token"])
    body = {"current_password": PASSWORD, "new_password": "another long password"}
    changed = made(user.post("/v1/auth/password", json=body), 200)
    problem_of(user.get("/v1/auth/me"), 401, "session_ended")
    problem_of(login(api_client, email), 401, "sign_in_failed")
    made(login(api_client, email, "another long password"), 200)
    again = bearing(api_client, changed["access_token"])
    assert again.get("/v1/auth/me").status_code == 200


def test_a_forged_token_is_refused(api_client: TestClient, account: Account) -> None:
    token = account["access_token"]
    header, claims, signature = token.split(".")
    spoiled = signature[:10] + ("A" if signature[10] != "A" else "B") + signature[11:]
    forged = bearing(api_client, f"{header}.{claims}.{spoiled}")
    problem_of(forged.get("/v1/chats"), 401, "token_forged")


def test_an_unsigned_token_is_refused(api_client: TestClient, account: Account) -> None:
    claims = jwt.decode(account["access_token"], options={"verify_signature": False})
    unsigned = jwt.encode(claims, "", algorithm="none")
    problem_of(bearing(api_client, unsigned).get("/v1/chats"), 401, "token_unsigned")


def test_two_credentials_at_once_are_refused(api: TestClient, account: Account) -> None:
    headers = {"Authorization": f"Bearer {account['access_token']}"}
    problem_of(api.get("/v1/chats", headers=headers), 401, "credentials_ambiguous")


def test_another_scheme_is_no_credential(api_client: TestClient) -> None:
    headers = {"Authorization": "Basic YTpi"}
    problem_of(api_client.get("/v1/chats", headers=headers), 401, "credentials_missing")


def test_a_key_made_in_a_session_outlives_it(api_client: TestClient, account: Account) -> None:
    user = bearing(api_client, account["access_token"])
    key = made(user.post("/v1/api-keys", json={"name": "x", "scopes": ["read", "write"]}))
    api_client.post("/v1/auth/logout", json={"refresh_token": account["refresh_token"]})
    assert signed_in(api_client, key["key"]).get("/v1/chats").status_code == 200


def test_the_published_keys_verify_a_token(api_client: TestClient, account: Account) -> None:
    answer = api_client.get("/v1/.well-known/jwks.json")
    keys = jwt.PyJWKSet.from_dict(answer.json())
    kid = jwt.get_unverified_header(account["access_token"])["kid"]
    claims = jwt.decode(account["access_token"], keys[kid], ["EdDSA"], audience="nyqst")
    assert claims["iss"] == "urn:nyqst:test"
    assert '"d"' not in answer.text
    assert "max-age" in answer.headers["cache-control"]
