import json
from pathlib import Path

import httpx
import pytest

from tests.unit.nyqst_client.cli.commands import Shell
from tests.unit.nyqst_client.fake_service import FakeService

_CATALOG = {"version": 3, "plans": {}}
_CHANGE = {
    "version": 4,
    "stored": False,
    "differences": [{"path": "plans.team.name", "before": '"Team"', "after": '"Crew"'}],
    "impact": {
        "touched": [{"plan": "team", "tenants": 2, "tenant_ids": ["ten_a", "ten_b"]}],
        "over_limit": [
            {
                "tenant_id": "ten_a",
                "plan": "team",
                "feature": "research_run",
                "taken": 12,
                "limit": 10,
            }
        ],
        "looked_at": 1000,
        "complete": False,
    },
}


@pytest.fixture
def file(shell: Shell) -> Path:
    path = shell.home / "catalog.json"
    path.write_text(json.dumps(_CATALOG))
    return path


def test_the_catalog_is_shown_as_it_can_be_applied_again(
    shell: Shell, service: FakeService
) -> None:
    service.faults.append(httpx.Response(200, json=_CATALOG))
    assert json.loads(shell("catalog", "show").out) == _CATALOG


def test_an_earlier_version_is_shown(shell: Shell, service: FakeService) -> None:
    service.faults.append(httpx.Response(200, json=_CATALOG))
    shell("catalog", "show", "--version", "3")
    assert service.requests[-1].url.path == "/v1/catalog/versions/3"


def test_versions_are_listed(shell: Shell, service: FakeService) -> None:
    one = {"version": 3, "made_at": "2026-11-20T12:00:00Z", "made_by": "usr_a", "restores": 1}
    service.faults.append(httpx.Response(200, json={"items": [one], "next_cursor": None}))
    (line,) = shell("catalog", "versions").out.splitlines()
    assert line.split("\t")[0] == "3"
    assert line.split("\t")[2:] == ["usr_a", "1"]


def test_a_plan_tells_what_it_would_do_and_to_whom(
    shell: Shell, service: FakeService, file: Path
) -> None:
    service.faults.append(httpx.Response(200, json=_CHANGE))
    assert shell("catalog", "plan", str(file)).out.splitlines() == [
        'plans.team.name: "Team" -> "Crew"',
        "touches 2 on team",
        "over at once: ten_a research_run 12 of 10",
        "only the first 1000 tenants were looked at",
        "version 4 would be in force",
    ]
    sent = service.requests[-1]
    assert dict(sent.url.params) == {"dry_run": "true"}
    assert sent.headers["if-match"] == '"3"'


def test_applying_names_the_version_that_it_replaces(
    shell: Shell, service: FakeService, file: Path
) -> None:
    service.faults.append(httpx.Response(200, json={**_CHANGE, "stored": True, "impact": None}))
    shown = shell("catalog", "apply", str(file))
    assert shown.out.splitlines()[-1] == "version 4 is in force"
    sent = service.requests[-1]
    assert (sent.method, sent.headers["if-match"]) == ("PUT", '"3"')
    assert "dry_run" not in sent.url.params
    assert json.loads(sent.content) == _CATALOG


def test_a_file_that_is_not_json_is_sent_nowhere(shell: Shell, service: FakeService) -> None:
    (shell.home / "catalog.json").write_text("{")
    shown = shell("catalog", "apply", "catalog.json")
    assert shown.code != 0
    assert "not JSON" in shown.err
    assert not service.requests
