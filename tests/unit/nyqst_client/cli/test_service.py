import json
from pathlib import Path

import httpx
import pytest

from tests.unit.nyqst_client.cli.commands import Shell
from tests.unit.nyqst_client.fake_service import FakeService, problem


def test_a_service_that_is_ready(shell: Shell, service: FakeService) -> None:
    shown = shell("status")
    assert shown.code == 0
    assert shown.out == f"{service.url} is ready (given)\n  app_table: ok\n"


def test_health_is_another_word_for_status(shell: Shell, service: FakeService) -> None:
    assert json.loads(shell("health", "--json").out) == {
        "url": service.url,
        "status": "ready",
        "checks": {"app_table": "ok"},
    }


def test_a_service_that_is_not_ready(shell: Shell, service: FakeService) -> None:
    unready = {"status": "unready", "checks": {"app_table": "unavailable"}}
    service.faults.append(httpx.Response(503, json=unready))
    shown = shell("status")
    assert shown.code == 5
    assert "app_table: unavailable" in shown.out


def test_a_key_that_is_not_good_shows_in_the_status(shell: Shell, service: FakeService) -> None:
    ready = {"status": "ready", "checks": {}}
    service.faults += [httpx.Response(200, json=ready), problem(401, "api_key_invalid")]
    assert shell("status").code == 3


def test_a_login_is_remembered(
    shell: Shell, service: FakeService, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown = shell("login")
    profile = tmp_path / "config" / "nyqst" / "profile.json"
    assert shown.out == f"Kept in {profile}\n"
    assert profile.stat().st_mode & 0o777 == 0o600
    monkeypatch.delenv("NYQST_URL")
    monkeypatch.delenv("NYQST_API_KEY")
    assert shell("runs").code == 0
    assert service.requests[-1].headers["x-api-key"] == "nyq_test"


def test_a_key_that_is_not_good_is_not_remembered(
    shell: Shell, service: FakeService, tmp_path: Path
) -> None:
    service.faults.append(problem(401, "api_key_invalid"))
    assert shell("login").code == 3
    assert not (tmp_path / "config").exists()


def test_a_local_stack_that_does_not_run_is_told_as_that(shell: Shell, tmp_path: Path) -> None:
    state = tmp_path / ".nyqst" / "local" / "state.json"
    state.parent.mkdir(parents=True)
    state.write_text('{"gateway_port": 9, "api_key": "nyq_local"}')
    shown = shell("runs")
    assert shown.code == 5
    assert shown.err.startswith("nyqst: The local stack does not run (`make up`): ")


def test_without_anything_to_talk_to_it_says_what_to_do(shell: Shell) -> None:
    shown = shell("runs")
    assert shown.code == 2
    assert "`nyqst login`" in shown.err


def test_help_says_what_the_exit_codes_mean(shell: Shell) -> None:
    shown = shell("--help")
    assert shown.code == 0
    assert "130  interrupted; a run that was started goes on" in shown.out
