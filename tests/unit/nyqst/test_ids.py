"""Ids."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst.ids import dated_id, derived_id, is_id, new_id

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_an_id_says_what_it_names() -> None:
    made = new_id("run", NOW)
    assert is_id("run", made)
    assert not is_id("chat", made)


@given(st.integers(0, 40_000), st.integers(1, 10**9))
def test_ids_sort_by_when_they_were_made(days: int, later_ms: int) -> None:
    moment = NOW + timedelta(days=days)
    assert new_id("run", moment) < new_id("run", moment + timedelta(milliseconds=later_ms))


def test_ids_of_the_same_moment_differ_and_sort_as_they_were_made() -> None:
    made = [new_id("run", NOW) for _ in range(1_000)]
    assert made == sorted(set(made))


def test_threads_never_make_the_same_id() -> None:
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: new_id("run", NOW), range(2_000)))
    assert len(set(made)) == 2_000


@given(st.binary(), st.binary())
def test_a_derived_id_follows_from_the_content(one: bytes, other: bytes) -> None:
    assert is_id("doc", derived_id("doc", one))
    assert (derived_id("doc", one) == derived_id("doc", other)) is (one == other)


@pytest.mark.parametrize(
    "text", ["", "run", "run_", "run_01", "run_" + "I" * 26, "run_" + "0" * 27, "RUN_" + "0" * 26]
)
def test_what_is_no_id_is_not_taken_for_one(text: str) -> None:
    assert not is_id("run", text)


@given(st.binary(), st.binary(), st.integers(1, 10**9))
def test_a_dated_id_follows_from_content_and_time(one: bytes, other: bytes, later_ms: int) -> None:
    later = NOW + timedelta(milliseconds=later_ms)
    assert is_id("alt", dated_id("alt", NOW, one))
    assert (dated_id("alt", NOW, one) == dated_id("alt", NOW, other)) is (one == other)
    assert dated_id("alt", NOW, one) < dated_id("alt", later, other)
