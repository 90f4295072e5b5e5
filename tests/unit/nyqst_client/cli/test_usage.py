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


_LINE = {
    "key": "2026-11-25",
    "runs": 2,
    "calls": 3,
    "tokens": 50,
    "input_tokens": 30,
    "output_tokens": 20,
    "cost_micros": 1_000_700,
}
_DAYS = {"by": "day", "first": "2026-11-01", "last": "2026-11-25", "lines": [_LINE]}


def test_usage_by_day_shows_money_in_dollars(shell: Shell, service: FakeService) -> None:
    service.faults.append(httpx.Response(200, json=_DAYS))
    shown = shell("usage", "--by", "day", "--from", "2026-11-01")
    assert shown.out.split() == ["2026-11-25", "2", "3", "50", "30", "20", "1.000700"]
    assert dict(service.requests[-1].url.params) == {"by": "day", "from": "2026-11-01"}


def test_the_ledger_is_read_to_its_end(shell: Shell, service: FakeService) -> None:
    entry = {
        "id": "run_1",
        "number": 0,
        "ending": "committed",
        "quantity": 1,
        "total": 1,
        "at": "2026-11-25T12:00:00Z",
        "facts": {"user": "usr_1"},
    }
    for cursor in ("more", None):
        page = {"entries": [entry], "next_cursor": cursor}
        service.faults.append(httpx.Response(200, json=page))
    shown = shell("usage", "--entries", "research_run", "--json")
    assert [json.loads(line)["facts"]["user"] for line in shown.out.splitlines()] == ["usr_1"] * 2
    assert service.requests[-1].url.params["cursor"] == "more"


def test_usage_is_asked_for_in_one_way(shell: Shell, service: FakeService) -> None:
    assert shell("usage", "--by", "day", "--entries", "research_run").code == 2
    assert service.requests == []


_ALERT = {
    "id": "alt_1",
    "feature": "research_run",
    "period": "2026-11",
    "of": "included",
    "threshold_percent": 80,
    "used": 8,
    "limit": 10,
    "at": "2026-11-25T12:00:00Z",
    "exhausted_at": None,
    "told_at": "2026-11-25T12:01:00Z",
}


def test_alerts_are_shown_with_what_was_used_of_what(shell: Shell, service: FakeService) -> None:
    service.faults.append(httpx.Response(200, json={"items": [_ALERT], "next_cursor": None}))
    shown = shell("usage", "--alerts")
    assert shown.code == 0
    assert shown.out.split("\t")[1:] == ["research_run", "2026-11", "80", "8", "10", "\n"]


def test_one_thing_is_asked_for_at_a_time(shell: Shell, service: FakeService) -> None:
    assert shell("usage", "--alerts", "--by", "day").code == 2
    assert service.requests == []
