import httpx
import pytest

from nyqst_client.errors import ConnectionFailed, ServiceFailed
from tests.unit.nyqst_client.fake_service import FakeService, problem


def test_a_service_that_is_not_ready_says_what_is_missing() -> None:
    unready = {"status": "unready", "checks": {"app_table": "ok", "artifacts": "unavailable"}}
    service = FakeService(faults=[httpx.Response(503, json=unready)])
    readiness = service.client().health.ready()
    assert not readiness.is_ready
    assert readiness.checks["artifacts"] == "unavailable"


def test_it_is_asked_once() -> None:
    service = FakeService(faults=[httpx.ConnectError("refused")] * 2)
    with pytest.raises(ConnectionFailed):
        service.client().health.ready()
    assert len(service.requests) == 1


def test_a_failure_before_the_service_is_a_failure() -> None:
    with pytest.raises(ServiceFailed):
        FakeService(faults=[problem(503, "gateway_failed")]).client().health.ready()
