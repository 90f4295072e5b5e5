import json

import httpx
import pytest

from nyqst_client.errors import ServiceFailed
from tests.unit.nyqst_client.fake_service import FakeService, problem

KEY = {
    "id": "key_1",
    "name": "laptop",
    "prefix": "nyq_12345678",
    "scopes": ["read"],
    "user_id": "usr_a",
    "created_at": "2026-11-20T15:00:00Z",
    "key": "nyq_secret",
}


def test_a_key_is_made_and_does_not_show_by_accident() -> None:
    service = FakeService(faults=[httpx.Response(201, json=KEY)])
    made = service.client().api_keys.create("laptop", ["read"], expires_in_days=3)
    assert made.key == "nyq_secret"
    assert "secret" not in repr(made)
    sent = json.loads(service.requests[0].content)
    assert sent == {"name": "laptop", "scopes": ["read"], "expires_in_days": 3}


def test_a_key_that_may_have_been_made_is_not_made_again() -> None:
    service = FakeService(faults=[problem(503, "unavailable")])
    with pytest.raises(ServiceFailed):
        service.client().api_keys.create("laptop", ["read"])
    assert len(service.requests) == 1


def test_a_rotation_that_may_have_been_done_is_not_done_again() -> None:
    service = FakeService(faults=[problem(503, "unavailable")])
    with pytest.raises(ServiceFailed):
        service.client().api_keys.rotate("key_1")
    assert len(service.requests) == 1


def test_keys_are_listed_page_by_page() -> None:
    listed = {name: value for name, value in KEY.items() if name != "key"}
    pages = [{"items": [listed], "next_cursor": "c"}, {"items": [listed], "next_cursor": None}]
    service = FakeService(faults=[httpx.Response(200, json=page) for page in pages])
    assert [key.key for key in service.client().api_keys.all()] == [None, None]
    assert service.requests[1].url.params["cursor"] == "c"


def test_a_key_is_revoked() -> None:
    service = FakeService(faults=[httpx.Response(204)])
    service.client().api_keys.revoke("key_1")
    (request,) = service.requests
    assert (request.method, request.url.path) == ("DELETE", "/v1/api-keys/key_1")
