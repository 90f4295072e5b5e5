import json
import sys
from io import StringIO
from typing import Any

import httpx
import pytest

from tests.unit.nyqst_client.cli.commands import Shell
from tests.unit.nyqst_client.fake_service import FakeService, problem

_TENANT = {"id": "ten_a", "name": "Ferries", "status": "active", "plan": "team"}
_ERASURE: dict[str, Any] = {
    "id": "era_1",
    "state": "waiting",
    "requested_by": "owner",
    "requested_at": "2026-11-20T12:00:00Z",
    "erase_at": "2026-11-27T12:00:00Z",
    "erased_at": None,
    "totals": {},
}


def answer(body: dict[str, Any], status: int = 200) -> httpx.Response:
    return httpx.Response(status, json=body)


def an_export(service: FakeService, state: str = "ready", *files: bytes) -> dict[str, Any]:
    return {
        "id": "exp_1",
        "state": state,
        "requested_by": "usr_a",
        "requested_at": "2026-11-20T12:00:00Z",
        "ready_at": None,
        "files": len(files),
        "rows": 7,
        "contents": 1,
        "bytes": 9,
        "downloads": [
            {"method": "GET", "url": f"{service.url}/store/{service.keep(file)}", "headers": {}}
            for file in files
        ],
    }


def too_soon(code: str) -> httpx.Response:
    refusal = problem(429, code)
    refusal.headers["retry-after"] = "80000"
    return refusal


def asked(service: FakeService) -> list[str]:
    return [
        f"{each.method} {each.url.path}"
        for each in service.requests
        if not each.url.path.startswith("/store/")
    ]


def test_an_export_is_begun_waited_for_and_written(shell: Shell, service: FakeService) -> None:
    ready = an_export(service, "ready", b"one", b"two")
    service.faults += [answer(_TENANT), answer(an_export(service, "working"), 202)]
    service.faults += [answer(ready)] * 3
    shown = shell("tenant", "export")
    assert (shown.code, shown.out.split()) == (0, ["exp_1-0001.zip", "exp_1-0002.zip"])
    assert (shell.home / "exp_1-0001.zip").read_bytes() == b"one"
    assert (shell.home / "exp_1-0002.zip").read_bytes() == b"two"
    assert asked(service)[1] == "POST /v1/tenants/ten_a/export"


def test_an_export_of_today_is_gone_on_with(shell: Shell, service: FakeService) -> None:
    ready = an_export(service, "ready", b"one")
    service.faults += [
        too_soon("export_too_soon"),
        answer({"items": [an_export(service, "working")]}),
        answer(ready),
        answer(ready),
    ]
    shown = shell("tenant", "export", "--tenant", "ten_b", "--out", str(shell.home))
    assert shown.code == 0
    assert asked(service)[:2] == [
        "POST /v1/tenants/ten_b/export",
        "GET /v1/tenants/ten_b/exports",
    ]


def test_an_export_that_is_gone_is_told(shell: Shell, service: FakeService) -> None:
    service.faults += [answer(_TENANT), answer(an_export(service, "working"), 202)]
    service.faults += [answer(an_export(service, "gone"))] * 2
    shown = shell("tenant", "export")
    assert (shown.code, shown.err) == (1, "nyqst: exp_1 is gone (not_delivered)\n")
    assert not list(shell.home.glob("*.zip"))


def test_a_folder_that_is_not_there_is_told_before_anything_is_asked(
    shell: Shell, service: FakeService
) -> None:
    assert shell("tenant", "export", "--out", "nowhere").code == 2
    assert not service.requests


def test_to_erase_the_tenants_name_is_asked_for(
    shell: Shell, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("Ferries\n"))
    service.faults += [answer(_TENANT), answer(_ERASURE, 202)]
    shown = shell("tenant", "erase")
    assert shown.out.strip() == "era_1 begins at 2026-11-27 12:00 UTC"
    assert "Everything of ten_a is erased" in shown.err
    assert asked(service)[-1] == "POST /v1/tenants/ten_a/erase"
    assert json.loads(service.requests[-1].content) == {"name": "Ferries"}


def test_who_does_not_say_the_name_erases_nothing(
    shell: Shell, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO(""))
    service.faults.append(answer(_TENANT))
    assert shell("tenant", "erase").code != 0
    assert asked(service) == ["GET /v1/tenant"]


def test_another_name_is_refused(shell: Shell, service: FakeService) -> None:
    service.faults.append(problem(422, "name_differs"))
    shown = shell("tenant", "erase", "--tenant", "ten_b", "--name", "Somebody")
    assert (shown.code, "name_differs" in shown.err) == (2, True)
    assert json.loads(service.requests[-1].content) == {"name": "Somebody"}
