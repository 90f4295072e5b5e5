"""Work is done for nobody until somebody says for whom."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from nyqst.isolation.acting import acting, acting_for


def test_nobody_is_acted_for_at_first() -> None:
    assert acting() == frozenset()


def test_it_is_as_before_afterwards() -> None:
    with acting_for("ten_a"):
        with acting_for("ten_b", "ten_c"):
            assert acting() == {"ten_b", "ten_c"}
        with acting_for():
            assert acting() == frozenset()
        assert acting() == {"ten_a"}
    assert acting() == frozenset()


def test_it_is_as_before_when_the_work_fails() -> None:
    with pytest.raises(LookupError), acting_for("ten_a"):
        raise LookupError
    assert acting() == frozenset()


def test_a_thread_that_is_not_told_acts_for_nobody() -> None:
    with acting_for("ten_a"), ThreadPoolExecutor(1) as pool:
        assert pool.submit(acting).result() == frozenset()
