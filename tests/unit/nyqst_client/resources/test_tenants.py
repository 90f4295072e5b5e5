from pathlib import Path

import httpx
import pytest

from nyqst_client.errors import NotDelivered, Throttled
from nyqst_client.resources.tenants import STALLED_S
from tests.unit.nyqst_client.cli.test_tenant import an_export, answer, too_soon
from tests.unit.nyqst_client.fake_service import KEY, Drip, FakeService


def test_an_export_is_waited_for_as_long_as_it_grows() -> None:
    service = FakeService()
    for rows in range(300):
        service.faults.append(answer({**an_export(service, "working"), "rows": rows}))
    service.faults.append(answer(an_export(service, "ready", b"one")))
    assert service.client().tenants.wait_for_export("ten_a", "exp_1").state == "ready"
    assert sum(service.slept) > STALLED_S


def test_an_export_that_nothing_comes_of_is_given_up() -> None:
    service = FakeService()
    service.faults += [answer(an_export(service, "working"))] * 1_000
    with pytest.raises(NotDelivered):
        service.client().tenants.wait_for_export("ten_a", "exp_1")
    assert sum(service.slept) == pytest.approx(STALLED_S, abs=10)


def test_the_key_is_not_for_the_store(tmp_path: Path) -> None:
    service = FakeService()
    service.faults += [answer(an_export(service, "ready", b"one"))]
    assert list(service.client().tenants.save_export("ten_a", "exp_1", tmp_path))
    assert KEY not in str(service.requests[-1].headers)


def test_a_download_that_broke_off_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    service = FakeService()
    service.faults += [answer(an_export(service, "ready", b"one"))]
    broken = Drip([b"garbage"], httpx.ReadError("reset"))
    service.store_faults.append(httpx.Response(200, stream=broken))
    (path,) = service.client().tenants.save_export("ten_a", "exp_1", tmp_path)
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_service_that_is_asked_too_much_is_no_export_of_today() -> None:
    service = FakeService()
    service.faults.append(too_soon("rate_limited"))
    with pytest.raises(Throttled):
        service.client().tenants.begin_export("ten_a")
