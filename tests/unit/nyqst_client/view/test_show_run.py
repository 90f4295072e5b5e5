import io
import json
from decimal import Decimal

import httpx
import pytest
from rich.console import Console

from nyqst_client.errors import StreamLost
from nyqst_client.view.json_lines import write_events
from nyqst_client.view.outcome import Outcome
from nyqst_client.view.show_run import show_run
from tests.unit.nyqst_client.fake_service import Drip, FakeService
from tests.unit.nyqst_client.recording import RUN, delivered_run, failed_run, sse


class Shown:
    """What one run leaves on a console."""

    def __init__(
        self,
        service: FakeService,
        *,
        terminal: bool = False,
        color: bool = False,
        report: bool = True,
    ) -> None:
        file = io.StringIO()
        console = Console(
            file=file,
            force_terminal=terminal,
            color_system="truecolor" if color else None,
            width=100,
            height=30,
            legacy_windows=False,
            _environ={"TERM": "xterm"},
        )
        self.error: BaseException | None = None
        self.outcome: Outcome | None = None
        try:
            self.outcome = show_run(service.client(), RUN.id, console, report=report)
        except (StreamLost, KeyboardInterrupt) as error:
            self.error = error
        self.text = file.getvalue()

    @property
    def left(self) -> str:
        """What stays when the other screen is gone."""
        return self.text.rpartition("\x1b[?1049l")[2]


def test_the_outcome_has_the_figures() -> None:
    outcome = Shown(FakeService(recording=delivered_run(failing=1))).outcome
    assert outcome is not None
    assert outcome.succeeded
    assert (outcome.tasks, outcome.tasks_failed, outcome.sources) == (8, 1, 21)
    assert (outcome.citations, outcome.citations_verified) == (10, 9)
    assert outcome.events == len(delivered_run(failing=1).lines)
    assert outcome.cost_usd == Decimal(0)
    assert outcome.wall_ms > 0
    assert set(outcome.files) == {"md", "pdf"}


def test_a_failed_run_has_its_reason() -> None:
    shown = Shown(FakeService(recording=failed_run(), status="failed"))
    assert shown.outcome is not None
    assert (shown.outcome.status, shown.outcome.error_type) == ("failed", "quorum_not_met")
    assert "Failed after 0:00: Too few questions came home" in shown.text


def test_plain_lines_say_one_thing_each() -> None:
    lines = Shown(FakeService(recording=delivered_run(failing=1))).text.splitlines()
    for expected in (
        f"  0:00  {RUN.id}: {RUN.query}",
        "  0:01  Planned: Risks of buying Salmon Line Ferries",
        "  0:01  38 sources to read",
        "  0:01  [1/8] Begins: Revenue, profit and debt",
        "  0:02  [1/8] Searching for revenue, profit and debt 2025",
    ):
        assert expected in lines
    said = {line.strip().partition("  ")[2] for line in lines}
    assert {
        "[8/8] Failed: Insurance and environmental permits: Could not be researched",
        "Warning: Insurance and environmental permits: no usable answer",
        "Section s: 5 of 5 citations verified, 1 sentence dropped",
        "Ready: report.pdf",
        "6 sources cited",
    } <= said
    assert lines[-1].startswith("✓ Delivered in 0:")


def test_plain_lines_have_no_control_characters() -> None:
    assert "\x1b" not in Shown(FakeService()).text


def test_a_terminal_is_left_with_the_tasks_the_report_and_the_figures() -> None:
    left = Shown(FakeService(goes_on=True), terminal=True).left
    for expected in (
        "What are the main financial",
        "✓ Revenue, profit and debt",
        "Risks of buying Salmon Line Ferries",
        "The contract that brings in most of the revenue ends in 2028",
        "Public service contract (public-service-contract.pdf) [1, 7]",
        "✓ Delivered in 0:",
    ):
        assert expected in left


def test_the_report_may_be_left_out() -> None:
    left = Shown(FakeService(goes_on=True), terminal=True, report=False).left
    assert "The short answer" not in left
    assert "✓ Delivered in 0:" in left


def test_the_other_screen_is_left_and_the_cursor_shown_again() -> None:
    text = Shown(FakeService(goes_on=True), terminal=True).text
    assert text.count("\x1b[?1049h") == text.count("\x1b[?1049l") == 1
    assert text.rindex("\x1b[?25h") > text.rindex("\x1b[?25l")


def test_a_run_that_has_ended_is_not_played_again() -> None:
    text = Shown(FakeService(), terminal=True).text
    assert "\x1b[?1049h" not in text
    assert "✓ Delivered in 0:" in text


def test_without_colours_there_are_none() -> None:
    assert "\x1b[3" not in Shown(FakeService(goes_on=True), terminal=True).left
    assert "\x1b[3" in Shown(FakeService(goes_on=True), terminal=True, color=True).left


def test_ctrl_c_leaves_how_far_the_run_has_come() -> None:
    service = FakeService(goes_on=True)
    lines = delivered_run().lines[:60]
    service.streams.append(Drip(list(sse(lines)), KeyboardInterrupt()))
    shown = Shown(service, terminal=True)
    assert isinstance(shown.error, KeyboardInterrupt)
    assert "▸ Revenue, profit and debt" in shown.left
    assert "Researching: 0 of 8 questions settled · 38 sources to read · 60 events" in shown.left


def test_a_lost_stream_leaves_how_far_the_run_has_come() -> None:
    service = FakeService(goes_on=True)
    service.streams += [Drip([], httpx.ReadError("reset"))] * 20
    shown = Shown(service, terminal=True)
    assert isinstance(shown.error, StreamLost)
    assert "Waiting for a worker" in shown.left


def test_json_is_one_event_a_line_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    service = FakeService()
    outcome = write_events(service.client(), RUN.id)
    written = capsys.readouterr().out
    assert [json.loads(line) for line in written.splitlines()] == [
        json.loads(line) for line in service.recording.lines
    ]
    assert written.isascii()
    assert outcome.succeeded
