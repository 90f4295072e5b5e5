import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst_documents.extract.characters import clean, raised


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_end_is_a_newline(end: str) -> None:
    assert clean(f"a{end}b") == "a\nb"


@pytest.mark.parametrize(
    "hidden",
    ["\u200b", "\u200d", "\u00ad", "\ufeff", "\u202e", "\u2066", "\U000e0041", "\ufe0f", "\0"],
)
def test_what_cannot_be_seen_is_dropped(hidden: str) -> None:
    assert clean(f"pay{hidden}ment") == "payment"


def test_a_letter_and_its_accent_become_one() -> None:
    assert clean("cafe\u0301") == "café"


def test_a_lone_surrogate_is_dropped() -> None:
    assert clean("a\ud800b") == "ab"


def test_endless_marks_on_a_letter_are_cut_off() -> None:
    started = time.perf_counter()
    cleaned = clean("a" + "\u0300\u0316" * 200_000)
    assert len(cleaned) <= 31
    assert time.perf_counter() - started < 2


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(("text", "lifted"), [("2", "²"), ("-3", "⁻³"), ("st", "st"), ("2a", "2a")])
def test_an_exponent_is_raised(text: str, lifted: str) -> None:
    assert raised(text) == lifted
