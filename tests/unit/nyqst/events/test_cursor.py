"""Cursors of the event log."""

import pytest

from nyqst.errors import InvalidInput
from nyqst.events.cursor import check_cursor, cursor_of, parse_cursor
from nyqst.events.model import Batch, LogName
from tests.fakes.event_store import MemoryEventStore

RUN = "run_01JD3QX0000000000000000000"
OTHER = "run_01JD3QX0000000000000000001"
LOG = LogName("ten_a", f"RUN#{RUN}")


@pytest.mark.parametrize("text", [None, ""])
def test_no_cursor_is_the_beginning(text: str | None) -> None:
    assert parse_cursor(text, RUN) == 0


def test_a_number_is_a_cursor() -> None:
    assert parse_cursor("42", RUN) == 42


def test_what_a_page_gives_is_a_cursor_of_that_run() -> None:
    assert parse_cursor(cursor_of(RUN, 42), RUN) == 42


@pytest.mark.parametrize("text", ["-1", "1.5", "007", "x", "9" * 13, f"{RUN}.", " 1", "1\n"])
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse_cursor(text, RUN)
    assert refusal.value.code == "invalid_cursor"


def test_a_cursor_of_another_run_is_refused() -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse_cursor(cursor_of(OTHER, 42), RUN)
    assert refusal.value.code == "cursor_of_another_run"


def test_a_place_that_the_log_has_not_reached_is_refused() -> None:
    store = MemoryEventStore()
    store.append(LOG, Batch(1, (b"{}",), 0, "t"))
    with pytest.raises(InvalidInput) as refusal:
        check_cursor(store, LOG, 2)
    assert refusal.value.code == "cursor_beyond_end"


def test_the_end_of_the_log_is_a_good_place() -> None:
    store = MemoryEventStore()
    store.append(LOG, Batch(1, (b"{}",), 0, "t"))
    check_cursor(store, LOG, 1)
