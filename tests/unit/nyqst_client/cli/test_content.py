import sys
from pathlib import Path

import pytest

from tests.unit.nyqst_client.cli.commands import Shell
from tests.unit.nyqst_client.fake_service import FakeService
from tests.unit.nyqst_client.recording import RUN


def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)


def test_a_report_is_markdown_if_nothing_is_said(shell: Shell, service: FakeService) -> None:
    assert shell("report", RUN.id).out == "# Risks\n\nMany \x9b31m.\n"
    assert service.requests[0].url.path == f"/v1/runs/{RUN.id}"


def test_a_report_on_a_terminal_does_nothing_to_it(
    shell: Shell, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_terminal(monkeypatch)
    assert shell("report", RUN.id).out == "# Risks\n\nMany 31m.\n"
    assert service.status == "succeeded"


def test_a_report_is_written_to_a_file(shell: Shell, service: FakeService, tmp_path: Path) -> None:
    assert shell("report", RUN.id, "--out", "r.markdown").code == 0
    assert (tmp_path / "r.markdown").read_bytes() in service.content.values()


def test_a_terminal_is_spared_a_pdf(
    shell: Shell, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_terminal(monkeypatch)
    shown = shell("report", RUN.id, "--format", "pdf")
    assert shown.code == 2
    assert "a terminal cannot show this" in shown.err
    assert service.requests == []


def test_a_format_that_was_not_delivered_is_told(shell: Shell, service: FakeService) -> None:
    shown = shell("report", RUN.id, "--format", "html")
    assert shown.code == 1
    assert shown.err == f"nyqst: {RUN.id} has no html (not_delivered)\n"
    assert service.status == "succeeded"


def test_a_run_without_a_report_says_so(shell: Shell, service: FakeService) -> None:
    service.status = "running"
    shown = shell("report", RUN.id)
    assert shown.code == 1
    assert shown.err == f"nyqst: {RUN.id} has no report: it is running (not_delivered)\n"


def test_an_artifact_is_written_out(shell: Shell, service: FakeService) -> None:
    assert shell("artifacts", "get", service.keep(b"hello")).out == "hello"


def test_an_artifact_is_written_to_a_file(
    shell: Shell, service: FakeService, tmp_path: Path
) -> None:
    assert shell("artifacts", "get", service.keep(b"hello"), "--out", "a").code == 0
    assert (tmp_path / "a").read_bytes() == b"hello"


def test_an_artifact_that_is_not_itself_is_not_written(
    shell: Shell, service: FakeService, tmp_path: Path
) -> None:
    sha256 = service.keep(b"hello")
    service.content[sha256] = b"hellO"
    shown = shell("artifacts", "get", sha256, "--out", "a")
    assert shown.code == 5
    assert shown.err.endswith("(corrupted)\n")
    assert not (tmp_path / "a").exists()


def test_chats_are_listed_without_what_would_move_the_cursor(
    shell: Shell, service: FakeService
) -> None:
    assert shell("chats").out.split("\t")[2] == "Ferries [2J\n"
    assert service.requests[0].url.path == "/v1/chats"


def test_the_messages_of_a_chat_are_listed(shell: Shell, service: FakeService) -> None:
    assert shell("chats", "chat_1").out.split("\t")[3] == "What are the risks?\n"
    assert service.requests[0].url.path == "/v1/chats/chat_1/messages"
