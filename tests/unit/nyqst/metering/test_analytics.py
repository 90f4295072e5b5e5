from datetime import date

import pytest

from nyqst.errors import InvalidInput
from nyqst.metering.analytics import Analytics, By, Line, check_range
from nyqst.metering.model.meter import Meter, ShardKey
from nyqst.metering.model.tally import Figures, Group, Tally
from tests.fakes.tally_store import MemoryTallyStore

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def analytics() -> Analytics:
    store = MemoryTallyStore()
    runs = ShardKey(Meter("ten_a", "research_run", "2026-11"), 0)
    alone = Group("usr_a", "prj_1")
    store.keep(
        Tally(runs, MONDAY, 2, {alone: Figures(1, 2, 99, 99, 99), Group("usr_b"): Figures(1)})
    )
    for day in (MONDAY, TUESDAY):
        tokens = ShardKey(Meter("ten_a", "llm_tokens", day.isoformat()), 0)
        group = Group("usr_a", "prj_1", "standard")
        store.keep(Tally(tokens, day, 1, {group: Figures(50, 3, 30, 15, 700)}))
    return Analytics(store)


def told(analytics: Analytics, by: By, first: date = MONDAY) -> list[Line]:
    return list(analytics("ten_a", by, first, TUESDAY))


def test_by_day(analytics: Analytics) -> None:
    assert told(analytics, By.DAY) == [
        Line("2026-11-23", 2, 3, 50, 30, 15, 700),
        Line("2026-11-24", 0, 3, 50, 30, 15, 700),
    ]


def test_by_feature(analytics: Analytics) -> None:
    assert told(analytics, By.FEATURE) == [
        Line("llm_tokens", 0, 6, 100, 60, 30, 1400),
        Line("research_run", runs=2),
    ]


def test_by_model_class_runs_do_not_show(analytics: Analytics) -> None:
    assert told(analytics, By.MODEL) == [Line("standard", 0, 6, 100, 60, 30, 1400)]


def test_by_user(analytics: Analytics) -> None:
    assert told(analytics, By.USER) == [
        Line("usr_a", 1, 6, 100, 60, 30, 1400),
        Line("usr_b", runs=1),
    ]


def test_by_project_what_has_none_is_apart(analytics: Analytics) -> None:
    assert [(line.key, line.runs) for line in told(analytics, By.PROJECT)] == [
        ("", 1),
        ("prj_1", 1),
    ]


def test_days_outside_do_not_count(analytics: Analytics) -> None:
    assert [line.key for line in told(analytics, By.DAY, first=TUESDAY)] == ["2026-11-24"]


def test_a_range_that_ends_before_it_begins_is_refused(analytics: Analytics) -> None:
    with pytest.raises(InvalidInput) as refused:
        analytics("ten_a", By.DAY, TUESDAY, MONDAY)
    assert (refused.value.code, refused.value.field) == ("invalid_range", "to")


def test_a_range_of_more_than_a_year_is_refused(analytics: Analytics) -> None:
    with pytest.raises(InvalidInput) as refused:
        analytics("ten_a", By.DAY, date(2025, 1, 1), TUESDAY)
    assert (refused.value.code, refused.value.field) == ("range_too_long", "from")


def test_a_range_of_a_leap_year_is_not_too_long() -> None:
    check_range(date(2024, 1, 1), date(2024, 12, 31))
    with pytest.raises(InvalidInput):
        check_range(date(2024, 1, 1), date(2025, 1, 1))
