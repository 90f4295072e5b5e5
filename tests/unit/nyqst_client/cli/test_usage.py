import json
from typing import Any

import httpx

from tests.unit.nyqst_client.cli.commands import Shell
from tests.unit.nyqst_client.fake_service import FakeService

_RUNS: dict[str, Any] = {
    "feature": "research_run",
    "period": "2026-11",
    "resets_at": "2026-12-01T00:00:00Z",
    "included": 10,
    "limit": 10,
    "used": 4,
    "held": 1,
    "remaining": 5,
    "overage": 0,
    "overage_cents_each": None,
}
_USAGE = {"plan": "sandbox", "features": [_RUNS]}


def test_what_is_left_is_shown(shell: Shell, service: FakeService) -> None:
    service.faults.append(httpx.Response(200, json=_USAGE))
    shown = shell("usage")
    assert shown.code == 0
    assert "research_run" in shown.out
    assert "2026-11" in shown.out


def test_a_plan_without_a_limit_says_so(shell: Shell, service: FakeService) -> None:
    endless = {**_RUNS, "limit": None, "remaining": None}
    service.faults.append(httpx.Response(200, json={**_USAGE, "features": [endless]}))
    assert "no limit" in shell("usage").out


def test_usage_as_json_is_a_line_each(shell: Shell, service: FakeService) -> None:
    service.faults.append(httpx.Response(200, json=_USAGE))
    (line,) = shell("usage", "--json").out.splitlines()
    assert json.loads(line)["used"] == 4
