"""Cursors of lists."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst.errors import InvalidInput
from nyqst.paging import cursor_behind, read_cursor


@given(st.text(), st.text(min_size=1))
def test_a_cursor_leads_back_to_its_place(collection: str, place: str) -> None:
    cursor = cursor_behind(collection, place)
    assert read_cursor(collection, cursor) == place


def test_behind_the_last_page_there_is_no_cursor() -> None:
    assert cursor_behind("ten_a#CHAT", None) is None


def test_without_a_cursor_a_list_begins_at_its_beginning() -> None:
    assert read_cursor("ten_a#CHAT", None) is None


def test_a_cursor_does_not_show_what_it_lists() -> None:
    cursor = cursor_behind("ten_secret#CHAT", "chat_1") or ""
    assert b"secret" not in base64.urlsafe_b64decode(cursor + "==")


@pytest.mark.parametrize("other", ["ten_b#CHAT", "ten_a#RUN", "ten_a#CHAT#chat_1", ""])
def test_a_cursor_of_another_list_is_refused(other: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read_cursor(other, cursor_behind("ten_a#CHAT", "chat_1"))
    assert refusal.value.code == "cursor_of_another_list"


@pytest.mark.parametrize("text", ["!", "a", "ä", "AAAA AAAA", "A+/A", "=", "_" * 7, "/wD/"])
def test_what_was_never_a_cursor_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read_cursor("ten_a#CHAT", text)
    assert refusal.value.code in ("invalid_cursor", "cursor_of_another_list")


def test_a_cursor_that_leads_nowhere_is_refused() -> None:
    whole = base64.urlsafe_b64decode((cursor_behind("ten_a#CHAT", "abc") or "") + "===")
    cut = base64.urlsafe_b64encode(whole[:6]).decode()
    with pytest.raises(InvalidInput) as refusal:
        read_cursor("ten_a#CHAT", cut)
    assert refusal.value.code == "cursor_of_another_list"


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_cursor("ten_a#CHAT", text)
