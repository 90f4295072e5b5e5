import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst_client.progress.printable import printable, printable_lines

HOSTILE = "\x1b[31mred\x1b]0;title\x07\x9b2J\u202egnp\u2066x\r\n\ttab"


def is_safe(text: str) -> bool:
    return all(unicodedata.category(c) not in ("Cc", "Zl", "Zp") for c in text)


def test_escape_sequences_lose_their_power() -> None:
    assert printable(HOSTILE) == "[31mred ]0;title 2J gnp x tab"


@given(st.text())
def test_nothing_that_moves_the_cursor_is_left(text: str) -> None:
    assert is_safe(printable(text))
    assert is_safe(printable_lines(text).replace("\n", "").replace("\t", ""))


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_writing_of_any_script_stays_as_it_is(text: str) -> None:
    assert printable(text) == text
    assert printable_lines(text) == text


def test_lines_and_tabs_stay_where_they_are_wanted() -> None:
    assert printable_lines("a\n\tb\x1b[0m") == "a\n\tb[0m"


@pytest.mark.parametrize("value", [None, 3, ["a"]])
def test_what_is_not_text_is_empty(value: object) -> None:
    assert printable(value) == ""
