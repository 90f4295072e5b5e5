"""That the figures of the event log would show what they are there to show."""

import pytest

from tests.bench.cuts import wrong
from tests.bench.writers import gaps, out_of_order


@pytest.mark.parametrize(
    ("numbers", "count"),
    [([1, 2, 3, 4], 0), ([1, 2, 4], 1), ([1, 2, 3, 3], 2), ([1, 2, 2, 3, 4], 1), ([], 4)],
)
def test_a_gap_and_a_double_are_counted(numbers: list[int], count: int) -> None:
    assert gaps(numbers, 4) == count


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (["1:0", "2:0", "1:1", "2:1"], 0),
        (["1:0", "2:1", "2:0", "1:1"], 2),
        (["1:0", "1:0", "2:0"], 1),
    ],
)
def test_a_writers_events_out_of_its_order_are_counted(texts: list[str], count: int) -> None:
    assert out_of_order(texts) == count


@pytest.mark.parametrize(
    ("found", "count"), [("abc", 0), ("ab", 1), ("abcc", 1), ("acb", 2), ("", 3)]
)
def test_what_a_reader_lost_or_saw_twice_is_counted(found: str, count: int) -> None:
    assert wrong(found, "abc") == count
