from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from nyqst_client.model.event import Event
from nyqst_client.progress.apply import apply
from nyqst_client.progress.run_progress import RunProgress
from nyqst_client.view.marks import ASCII, UNICODE
from nyqst_client.view.screen import Moment, screen_lines
from tests.unit.nyqst_client.ferry_report import QUESTION, TITLES
from tests.unit.nyqst_client.recording import delivered_run, events_of

CONSOLE = Console(width=80)
EVENTS = events_of(delivered_run(failing=2, dying_writer=True).lines)
WRITING = next(place for place, one in enumerate(EVENTS) if one.type == "node_report_preview_done")


def progress_at(place: int) -> RunProgress:
    progress = RunProgress(QUESTION)
    for event in EVENTS[:place]:
        apply(progress, event)
    return progress


@dataclass
class Screen:
    progress: RunProgress
    width: int
    height: int
    elapsed: float = 83.0

    def lines(self) -> list[Text]:
        moment = Moment(self.elapsed, ticks=0)
        return screen_lines(CONSOLE, self.progress, moment, UNICODE, self.width, self.height)

    def text(self) -> str:
        return "\n".join(line.plain for line in self.lines())


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, len(EVENTS)), width=st.integers(1, 220), height=st.integers(1, 70))
def test_it_fills_any_screen_and_no_more(place: int, width: int, height: int) -> None:
    lines = Screen(progress_at(place), width, height).lines()
    assert len(lines) == height
    assert max(line.cell_len for line in lines) <= width


@pytest.mark.parametrize(("width", "height"), [(80, 24), (200, 60)])
def test_all_tasks_and_what_they_do_can_be_seen(width: int, height: int) -> None:
    text = Screen(progress_at(60), width, height).text()
    for title in TITLES:
        assert title in text
    assert text.count("Reading ") + text.count("Searching ") == len(TITLES)


def test_the_end_of_the_report_can_be_seen_while_it_is_written() -> None:
    text = Screen(progress_at(WRITING), 80, 24).text()
    assert "✓ 6 of 8 questions answered · 78 notes" in text
    assert "✗ Insurance and environmental permits" in text
    assert "2030.[9]" in text
    assert text.splitlines()[-4].strip() == "tank.[9][10]"


def test_on_a_large_screen_the_tasks_stay_beside_the_report() -> None:
    text = Screen(progress_at(WRITING), 200, 60).text()
    assert "8 notes from 4 sources" in text
    assert "The short answer" in text


def test_a_sentence_that_was_not_verified_is_marked() -> None:
    assert "years.[2] (not verified)" in Screen(progress_at(WRITING), 200, 60).text()


def test_lines_stay_short_enough_to_be_read() -> None:
    lines = Screen(progress_at(WRITING), 300, 60).lines()
    assert max(line.cell_len for line in lines) <= 113


def test_the_time_and_the_counts_can_be_seen() -> None:
    top = Screen(progress_at(60), 80, 24).text().splitlines()[2]
    assert top.split() == ["⠋", "Researching:", "0", "of", "8", "questions", "settled", "1:23"]
    bottom = Screen(progress_at(WRITING), 80, 24).text().splitlines()[-1]
    assert bottom.strip().startswith("20 of 20 citations verified · 4 sentences dropped")


def test_too_many_tasks_for_the_screen_are_counted() -> None:
    text = Screen(progress_at(60), 80, 10).text()
    assert "and 4 more" in text


def test_a_question_to_the_person_is_in_sight() -> None:
    progress = progress_at(60)
    progress.asks = "Which of the two companies do you mean?"
    assert "Which of the two companies do you mean?" in Screen(progress, 80, 24).text()


def test_a_terminal_without_unicode_is_given_none() -> None:
    moment = Moment(0, 0)
    lines = screen_lines(CONSOLE, progress_at(WRITING), moment, ASCII, 80, 24)
    marks = "".join(line.plain for line in lines).replace("…", "")
    assert marks.isascii()


def test_what_documents_hold_cannot_reach_the_terminal() -> None:
    progress = RunProgress(QUESTION)
    for event in _hostile_events():
        apply(progress, event)
    for width, height in ((80, 24), (200, 60)):
        text = Screen(progress, width, height).text()
        assert "[2J" in text
        assert "\x1b" not in text
        assert "\x9b" not in text


def _hostile_events() -> Iterator[Event]:
    for event in EVENTS:
        yield replace(event, data=_poisoned(event.data))


def _poisoned(value: Any) -> Any:
    """Every text that is shown, with an escape sequence in it."""
    if isinstance(value, dict):
        return {
            key: f"\x1b[2J\x9b1m{one}" if key in _SHOWN else _poisoned(one)
            for key, one in value.items()
        }
    return [_poisoned(one) for one in value] if isinstance(value, list) else value


_SHOWN = {"title", "current_action", "message", "delta", "report_title", "input"}
