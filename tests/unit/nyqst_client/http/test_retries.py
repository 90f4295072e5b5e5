import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst_client.http.retries import Retries

RETRIES = Retries(tries=4, base=0.25, cap=1.0, patience=60)


@given(failures=st.integers(1, 3), draw=st.floats(0, 1))
def test_waits_are_drawn_below_a_bound_that_doubles(failures: int, draw: float) -> None:
    wait = RETRIES.wait(failures, draw=lambda: draw)
    assert wait == pytest.approx(draw * min(1.0, 0.25 * 2 ** (failures - 1)))


def test_it_gives_up_after_as_many_tries_as_it_has() -> None:
    assert RETRIES.wait(3) is not None
    assert RETRIES.wait(4) is None


def test_no_number_of_failures_is_too_large_to_reckon_with() -> None:
    assert Retries(tries=10**9).wait(10**6, draw=lambda: 1.0) == 8.0


def test_a_wait_that_was_asked_for_is_never_cut_short() -> None:
    assert RETRIES.wait(1, asked_for=5.0, draw=lambda: 0.0) == 5.0
    assert RETRIES.wait(1, asked_for=5.0, draw=lambda: 1.0) == 5.25


def test_a_wait_beyond_all_patience_is_not_waited_for() -> None:
    assert RETRIES.wait(1, asked_for=61.0) is None
