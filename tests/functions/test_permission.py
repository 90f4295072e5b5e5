"""Who may ask for what."""

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from nyqst.bootstrap import Platform, platform
from nyqst.identity.model import Caller, Role, Scope
from nyqst.identity.model.tenant import Tenant, TenantStatus
from nyqst.identity.model.user import User, UserStatus
from nyqst.identity.records import Changed, ref
from tests.functions.conftest import key_for, signed_in
from tests.functions.service import made, problem_of
from tests.published import PUBLIC, openapi

STREAMED = ("/runs/{run_id}/events", "/billing/stream")
"""Answered by the other function."""

ROUTES = [
    (method.upper(), path.replace("{", "x").replace("}", "x"))
    for path, methods in openapi()["paths"].items()
    for method in methods
    if not path.startswith(PUBLIC) and not path.endswith(STREAMED)
]


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_every_route_asks_for_a_key(api_client: TestClient, method: str, path: str) -> None:
    problem_of(api_client.request(method, path), 401, "credentials_missing")


@pytest.mark.parametrize("key", ["nyq_wrong", "x", "x" * 5_000, "ä"])
def test_a_wrong_key_is_refused(api_client: TestClient, key: str) -> None:
    answer = api_client.get("/v1/chats", headers=[(b"X-API-Key", key.encode())])
    problem_of(answer, 401, "api_key_invalid")


def test_a_suspended_tenant_is_refused(
    services: Platform, api: TestClient, stream: TestClient, caller: Caller
) -> None:
    tenant = services.records.get(ref(Tenant, id=caller.tenant_id))
    suspended = Changed(tenant, replace(tenant, status=TenantStatus.SUSPENDED))  # type: ignore[type-var]
    services.records.commit(suspended)
    problem_of(api.get("/v1/chats"), 403, "tenant_suspended")
    problem_of(stream.get("/v1/runs/run_x/events"), 403, "tenant_suspended")


def test_a_disabled_user_is_refused(services: Platform, api: TestClient, caller: Caller) -> None:
    user = services.records.get(ref(User, tenant_id=caller.tenant_id, id=caller.user_id))
    disabled = Changed(user, replace(user, status=UserStatus.DISABLED))  # type: ignore[type-var]
    services.records.commit(disabled)
    problem_of(api.get("/v1/chats"), 403, "user_disabled")


def test_two_reads_tell_who_is_calling(api: TestClient) -> None:
    assert api.get("/v1/chats").status_code == 200
    calls: list[str] = []
    client: Any = platform().app_table._client
    client.meta.events.register(
        "before-call.dynamodb", lambda model, **_: calls.append(model.name), unique_id="calls"
    )
    assert api.get("/v1/chats").status_code == 200
    client.meta.events.unregister("before-call.dynamodb", unique_id="calls")
    assert calls == ["GetItem", "BatchGetItem", "Query"]


def test_a_viewer_does_not_write(
    api_client: TestClient, services: Platform, api: TestClient, caller: Caller
) -> None:
    assert api.get("/v1/chats").status_code == 200
    viewing = replace(caller, user_id="usr_v", role=Role.VIEWER, scopes=frozenset({Scope.READ}))
    viewer = signed_in(api_client, key_for(services, viewing))
    assert viewer.get("/v1/chats").status_code == 200
    problem_of(viewer.post("/v1/chats", json={}), 403, "role_too_low")


def test_every_route_says_which_scope_and_role_it_needs() -> None:
    for path, methods in openapi()["paths"].items():
        for operation in methods.values():
            for needed in operation.get("security", ()):
                (needs,) = needed.values()
                assert {need.partition(":")[0] for need in needs} <= {*Scope, "role"}, path
                assert any(need.startswith("role:") for need in needs), path


def test_a_key_in_the_address_is_none(
    api_client: TestClient, services: Platform, caller: Caller
) -> None:
    key = key_for(services, caller)
    problem_of(api_client.get(f"/v1/chats?X-API-Key={key}"), 401, "credentials_missing")


def test_a_key_that_may_read_does_not_write(
    api_client: TestClient, services: Platform, caller: Caller, api: TestClient
) -> None:
    chat = made(api.post("/v1/chats", json={}))
    reader = signed_in(
        api_client, key_for(services, replace(caller, scopes=frozenset({Scope.READ})))
    )
    assert reader.get("/v1/chats").status_code == 200
    for method, path, body in (
        ("POST", "/v1/chats", {}),
        ("PATCH", f"/v1/chats/{chat['id']}", {"title": "x"}),
        ("DELETE", f"/v1/chats/{chat['id']}", None),
        ("POST", f"/v1/chats/{chat['id']}/messages", {"content": "A?"}),
        ("POST", "/v1/runs", {"query": "A?"}),
        ("POST", "/v1/runs/run_x/cancel", None),
        ("POST", "/v1/documents/ingest", {"document_ids": ["doc_x"]}),
        ("DELETE", "/v1/documents/doc_x", None),
        ("DELETE", "/v1/pointers/a/b?expected_version=1", None),
    ):
        problem_of(reader.request(method, path, json=body), 403, "scope_missing")
    assert reader.get(f"/v1/chats/{chat['id']}").json() == chat
    assert len(reader.get("/v1/chats").json()["items"]) == 1


def test_a_key_that_may_write_does_not_read(
    api_client: TestClient, services: Platform, caller: Caller
) -> None:
    writer = signed_in(
        api_client, key_for(services, replace(caller, scopes=frozenset({Scope.WRITE})))
    )
    made(writer.post("/v1/chats", json={}))
    for path in ("/v1/chats", "/v1/runs", "/v1/documents", "/v1/pointers/a"):
        problem_of(writer.get(path), 403, "scope_missing")


def test_a_refusal_comes_before_a_look_at_the_body(api_client: TestClient) -> None:
    problem_of(api_client.post("/v1/chats", json={"title": 1}), 401, "credentials_missing")
