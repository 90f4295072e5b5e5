import pytest

from nyqst.metering.lending import lenders_to
from nyqst.metering.model.meter import Balance, Cut, ShardKey
from nyqst.metering.model.reservation import Shard
from tests.unit.nyqst.metering.meters import METER


def shards(*remaining: int) -> list[Shard]:
    return [
        Shard(ShardKey(METER, number), Cut(100, 4), Balance(25, left, used=25 - left))
        for number, left in enumerate(remaining)
    ]


@pytest.mark.parametrize(
    ("remaining", "lacking", "lent"),
    [
        ((0, 4, 10, 6), 1, [(2, 5)]),
        ((0, 4, 10, 6), 5, [(2, 5)]),
        ((0, 4, 10, 6), 8, [(2, 8)]),
        ((0, 4, 10, 6), 10, [(2, 10)]),
        ((0, 4, 10, 6), 12, [(2, 10), (3, 3)]),
        ((0, 4, 10, 6), 20, [(2, 10), (3, 6), (1, 4)]),
        ((0, 4, 10, 6), 50, [(2, 10), (3, 6), (1, 4)]),
        ((0, 1, 0, -3), 2, [(1, 1)]),
        ((0, -2, 0, -3), 2, []),
        ((9, 1, 0, 0), 1, [(1, 1)]),
    ],
    ids=str,
)
def test_the_richest_lend_first_and_half_of_what_they_have_at_least(
    remaining: tuple[int, ...], lacking: int, lent: list[tuple[int, int]]
) -> None:
    every = shards(*remaining)
    expected = [(ShardKey(METER, number), amount) for number, amount in lent]
    assert lenders_to(every[0], every, lacking) == expected


def test_nobody_lends_to_itself_and_who_comes_after_it_lends_all_the_same() -> None:
    every = shards(3, 9, 5)
    assert lenders_to(every[1], every, 1) == [(ShardKey(METER, 2), 2)]


def test_nobody_lends_where_nothing_is_lacking() -> None:
    every = shards(0, 4)
    assert lenders_to(every[0], every, 0) == []
