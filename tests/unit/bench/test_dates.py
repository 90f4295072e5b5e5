from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.dates import Day, parse_date, take_dates


@pytest.mark.parametrize(
    "text",
    [
        "2 March 2026",
        "2nd of March 2026",
        "2 Mar 2026",
        "March 2, 2026",
        "2026-03-02",
        "2026-03-02T06:00:00Z",
        "02.03.2026",
        "2/3/2026",
    ],
)
def test_a_day_is_read_in_many_spellings(text: str) -> None:
    assert take_dates(text)[0] == {Day(2026, 3, 2)}


@pytest.mark.parametrize(
    ("text", "day"),
    [("in March 2026", Day(2026, 3)), ("2026-03", Day(2026, 3)), ("on 2 March", Day(None, 3, 2))],
)
def test_a_part_of_a_date_is_read_as_far_as_it_goes(text: str, day: Day) -> None:
    assert take_dates(text)[0] == {day}


@pytest.mark.parametrize("text", ["T-2026-03", "2027-2028", "2026-0618", "clause 3.1", "we may 5"])
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert take_dates(text)[0] == frozenset()


def test_a_date_covers_less_exact_ones_only() -> None:
    assert Day(2026, 3, 2).covers(Day(2026, 3))
    assert not Day(2026, 3).covers(Day(2026, 3, 2))
    assert not Day(None, 3, 2).covers(Day(2026, 3, 2))


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_iso_date_is_read_alike_from_text_and_pattern(day: date) -> None:
    assert take_dates(f"It was {day.isoformat()}.")[0] == {parse_date(day.isoformat())}
