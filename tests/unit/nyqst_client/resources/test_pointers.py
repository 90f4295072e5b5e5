import httpx
import pytest

from nyqst_client.errors import Refused, ServiceFailed
from tests.unit.nyqst_client.fake_service import FakeService, problem


def test_a_move_that_may_have_happened_is_not_made_again() -> None:
    service = FakeService(faults=[problem(503, "unavailable")])
    with pytest.raises(ServiceFailed):
        service.client().pointers.move("corpora", "main", "0" * 64, expected_version=3)
    assert len(service.requests) == 1


def test_a_deletion_that_may_have_happened_is_not_made_again() -> None:
    service = FakeService(faults=[problem(503, "unavailable")])
    with pytest.raises(ServiceFailed):
        service.client().pointers.delete("corpora", "main", expected_version=3)
    assert len(service.requests) == 1


def test_a_pointer_that_has_moved_is_told_by_its_code() -> None:
    service = FakeService(faults=[problem(409, "pointer_moved")])
    with pytest.raises(Refused) as caught:
        service.client().pointers.move("corpora", "main", "0" * 64, expected_version=3)
    assert caught.value.code == "pointer_moved"


def test_the_name_may_have_slashes() -> None:
    pointer = {
        "namespace": "corpora",
        "name": "eu/main",
        "version": 1,
        "moved_at": "2026-11-20T15:00:00Z",
    }
    service = FakeService(faults=[httpx.Response(200, json=pointer)])
    assert service.client().pointers.get("corpora", "eu/main").name == "eu/main"
    assert service.requests[0].url.path == "/v1/pointers/corpora/eu/main"
