import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.unit.nyqst_client.cli.commands import Shell
from tests.unit.nyqst_client.fake_service import Drip, FakeService, problem
from tests.unit.nyqst_client.recording import RUN, delivered_run, failed_run, sse


def asked(service: FakeService, method: str, path: str) -> list[dict[str, Any]]:
    return [
        json.loads(request.content or b"null")
        for request in service.requests
        if (request.method, request.url.path) == (method, path)
    ]


def test_a_question_is_asked_and_watched(shell: Shell, service: FakeService) -> None:
    shown = shell("run", "Why?", "--chat", "chat_1", "--mode", "super_report")
    assert shown.code == 0
    assert asked(service, "POST", "/v1/runs") == [
        {"query": "Why?", "chat_id": "chat_1", "mode": "super_report"}
    ]
    assert "[8/8] Done: Insurance and environmental permits: 22 notes from 11 sources" in shown.out
    assert shown.out.splitlines()[-1].startswith("✓ Delivered in ")
    assert shown.err == f"Next: nyqst report {RUN.id} --out report.pdf\n"


def test_a_question_may_come_by_standard_input(
    shell: Shell, service: FakeService, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "question").write_text("Why\nthis?")
    with (tmp_path / "question").open() as file:
        monkeypatch.setattr(sys, "stdin", file)
        shell("run", "-")
    assert asked(service, "POST", "/v1/runs")[0]["query"] == "Why\nthis?"


def test_only_the_documents_that_were_named_are_to_be_read(
    shell: Shell, service: FakeService, tmp_path: Path
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    for name in ("a.md", "b.md", "broken.pdf"):
        (folder / name).write_text(name)
    (folder / "empty.md").touch()
    service.unreadable.add("broken.pdf")
    shown = shell("run", "Why?", "--docs", str(folder))
    assert shown.code == 0
    chosen = asked(service, "POST", "/v1/runs")[0]["sources"]["document_ids"]
    documents = [service.documents[document_id] for document_id in chosen]
    named = {document["name"]: document["status"] for document in documents}
    assert named == {"a.md": "ready", "b.md": "ready", "broken.pdf": "failed"}
    assert shown.err.splitlines()[:3] == [
        "empty.md: is empty",
        "2 documents ready, 1 failed, of 3 files",
        "broken.pdf: It is damaged (damaged)",
    ]


def test_nothing_is_asked_when_nothing_can_be_read(
    shell: Shell, service: FakeService, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_text("a")
    service.unreadable.add("a.pdf")
    shown = shell("run", "Why?", "--docs", str(tmp_path / "a.pdf"))
    assert shown.code == 2
    assert "There is nothing to read in these files" in shown.err
    assert asked(service, "POST", "/v1/runs") == []


@pytest.mark.parametrize(
    ("status", "recording", "code"),
    [
        ("succeeded", delivered_run(), 0),
        ("failed", failed_run(), 1),
        ("cancelled", failed_run("cancelled"), 6),
    ],
)
def test_the_exit_code_says_how_it_ended(
    shell: Shell, service: FakeService, status: str, recording: object, code: int
) -> None:
    service.status, service.recording = status, recording  # type: ignore[assignment]
    assert shell("watch", RUN.id).code == code
    assert shell("watch", RUN.id, "--json").code == code


def test_a_log_with_colours_is_still_a_log(
    shell: Shell, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    service.goes_on = True
    shown = shell("watch", RUN.id)
    assert "\x1b[?1049h" not in shown.out
    assert "[1/8] Begins: Revenue, profit and debt" in shown.out


def test_a_run_that_failed_may_be_tried_again(shell: Shell, service: FakeService) -> None:
    service.status, service.recording = "failed", failed_run()
    assert shell("watch", RUN.id).err == f"Next: nyqst retry {RUN.id}\n"


def test_json_is_nothing_but_events(shell: Shell, service: FakeService) -> None:
    shown = shell("run", "Why?", "--json")
    assert [json.loads(line) for line in shown.out.splitlines()] == [
        json.loads(line) for line in service.recording.lines
    ]
    assert shown.err == ""


def test_the_report_goes_to_standard_output_and_the_progress_beside_it(
    shell: Shell, service: FakeService
) -> None:
    shown = shell("run", "Why?", "--format", "md")
    assert shown.out == "# Risks\n\nMany \x9b31m.\n"
    assert "✓ Delivered in " in shown.err
    assert service.status == "succeeded"


def test_the_report_goes_to_a_file_in_the_format_of_its_name(
    shell: Shell, service: FakeService, tmp_path: Path
) -> None:
    shown = shell("run", "Why?", "--out", "report.md")
    assert (tmp_path / "report.md").read_bytes().startswith(b"# Risks")
    assert shown.err == "Report: report.md\n"
    assert service.status == "succeeded"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "odt"],
        ["--out", "report.odt"],
        ["--out", "nowhere/report.md"],
        ["--json", "--format", "md"],
        ["--mode", "sloppy"],
        ["--docs", "nowhere"],
        ["--colour"],
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is(
    shell: Shell, service: FakeService, arguments: list[str]
) -> None:
    shown = shell("run", "Why?", *arguments)
    assert shown.code == 2
    assert "Error: " in shown.err
    assert service.requests == []


def test_a_run_may_be_left_to_itself(shell: Shell, service: FakeService) -> None:
    shown = shell("run", "Why?", "--detach")
    assert (shown.code, shown.out) == (0, f"{RUN.id}\n")
    assert service.requests[-1].url.path == "/v1/runs"


def test_a_retry_is_a_new_run_that_is_watched(shell: Shell, service: FakeService) -> None:
    assert shell("retry", RUN.id).code == 0
    assert len(asked(service, "POST", f"/v1/runs/{RUN.id}/retry")) == 1
    assert service.requests[-2].url.path.endswith("/events")


def test_a_run_is_cancelled(shell: Shell, service: FakeService) -> None:
    assert shell("cancel", RUN.id).out == f"{RUN.id} cancelled\n"
    assert len(asked(service, "POST", f"/v1/runs/{RUN.id}/cancel")) == 1


def test_runs_are_listed_for_programs(shell: Shell, service: FakeService) -> None:
    run_id, status, _, question = shell("runs").out.strip().split("\t")
    assert (run_id, status, question) == (RUN.id, service.status, RUN.query)


def test_runs_are_listed_as_json(shell: Shell, service: FakeService) -> None:
    run = json.loads(shell("runs", "--json").out)
    assert (run["id"], run["status"]) == (RUN.id, service.status)
    assert run["created_at"] == "2026-11-20T15:00:00+00:00"


@pytest.mark.parametrize(
    ("fault", "code", "line"),
    [
        (problem(401, "api_key_invalid"), 3, "Because of api_key_invalid (api_key_invalid, "),
        (problem(403, "scope_missing"), 3, "Because of scope_missing (scope_missing, "),
        (problem(404, "chat_not_found"), 4, "Because of chat_not_found (chat_not_found, "),
        (problem(422, "query_too_long"), 2, "Because of query_too_long (query_too_long, "),
        (problem(500, "internal_error"), 5, "Because of internal_error (internal_error, "),
        (
            problem(422, "invalid_request", errors=[{"field": "query", "message": "too\x1b long"}]),
            2,
            "query: too long (invalid_request, ",
        ),
    ],
)
def test_an_error_is_one_line_with_its_code_and_debug_id(
    shell: Shell, service: FakeService, fault: httpx.Response, code: int, line: str
) -> None:
    service.faults.append(fault)
    shown = shell("run", "Why?")
    assert shown.code == code
    assert shown.err == f"nyqst: {line}debug id debug1)\n"
    assert shown.out == ""


def test_a_service_that_is_not_there_is_told_in_one_line(shell: Shell) -> None:
    shell.talk_to("http://127.0.0.1:9")
    shown = shell("runs")
    assert shown.code == 5
    assert shown.err.startswith("nyqst: http://127.0.0.1:9 does not answer: ")
    assert shown.err.count("\n") == 1


def test_a_stream_that_breaks_off_is_taken_up_again(shell: Shell, service: FakeService) -> None:
    service.streams.append(Drip(list(sse(service.recording.lines[:9]))))
    shown = shell("watch", RUN.id, "--json")
    assert len(shown.out.splitlines()) == len(service.recording.lines)


class Hanging(httpx.SyncByteStream):
    """Says so much and then nothing more until it is let go."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces = pieces
        self.said = threading.Event()
        self.let_go = threading.Event()

    def __iter__(self) -> Iterator[bytes]:
        yield from self.pieces
        self.said.set()
        self.let_go.wait(20)


def test_ctrl_c_leaves_the_run_to_itself_and_says_how_to_come_back(
    shell: Shell, service: FakeService
) -> None:
    hanging = Hanging(list(sse(service.recording.lines[:20])))
    service.streams.append(hanging)  # type: ignore[arg-type]
    command = [sys.executable, "-c", "from nyqst_client.cli import main; main()"]
    process = subprocess.Popen(  # noqa: S603
        [*command, "watch", RUN.id],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=shell.home,
    )
    assert hanging.said.wait(20)
    assert process.stdout is not None
    while "Begins: Revenue" not in process.stdout.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    hanging.let_go.set()
    assert process.returncode == 130
    assert err == f"The run goes on. Come back with: nyqst watch {RUN.id}\n"
    assert out.splitlines()[-1].startswith("Researching: 0 of 8 questions settled")
