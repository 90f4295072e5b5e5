"""Doing a write once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst.errors import Conflict, InvalidInput
from nyqst.idempotency import Answered, check_key, replay
from tests.builders import once


def test_the_first_request_has_nothing_to_replay() -> None:
    assert replay(once(), None) is None


def test_the_same_request_gets_what_the_first_made() -> None:
    assert replay(once(), Answered(once().request_sha256, "run_1")) == "run_1"


def test_another_request_under_the_same_key_is_refused() -> None:
    with pytest.raises(Conflict) as refusal:
        replay(once(body="other"), Answered(once().request_sha256, "run_1"))
    assert refusal.value.code == "idempotency_key_reused"


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=200))
def test_visible_ascii_makes_a_key(key: str) -> None:
    assert check_key(key) == key


@pytest.mark.parametrize("key", ["", " ", "a b", "a\n", "ü", "a" * 201, "\x7f"])
def test_anything_else_makes_none(key: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        check_key(key)
    assert refusal.value.code == "invalid_idempotency_key"
