from datetime import UTC, date, datetime, timedelta, timezone

from nyqst.metering.model.period import (
    Cycle,
    months_around,
    period_named,
    period_of,
    periods_between,
)


def test_a_month_begins_and_ends_at_midnight_in_utc() -> None:
    period = period_of(Cycle.MONTH, datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC))
    assert period.key == "2026-12"
    assert period.starts_at == datetime(2026, 12, 1, tzinfo=UTC)
    assert period.ends_at == datetime(2027, 1, 1, tzinfo=UTC)


def test_the_first_instant_of_a_month_is_in_it() -> None:
    assert period_of(Cycle.MONTH, datetime(2026, 12, 1, tzinfo=UTC)).key == "2026-12"


def test_february_of_a_leap_year_has_its_last_day() -> None:
    assert period_of(Cycle.MONTH, datetime(2028, 2, 29, 12, tzinfo=UTC)).key == "2028-02"


def test_a_day_ends_where_the_next_begins() -> None:
    period = period_of(Cycle.DAY, datetime(2026, 11, 25, 12, tzinfo=UTC))
    assert period.key == "2026-11-25"
    assert period_of(Cycle.DAY, period.ends_at).key == "2026-11-26"


def test_other_time_zones_are_counted_in_utc() -> None:
    tokyo = timezone(timedelta(hours=9))
    assert period_of(Cycle.DAY, datetime(2026, 11, 26, 8, tzinfo=tokyo)).key == "2026-11-25"


def test_a_period_is_found_by_its_key() -> None:
    for cycle in Cycle:
        period = period_of(cycle, datetime(2026, 2, 28, 12, tzinfo=UTC))
        assert period_named(cycle, period.key) == period


def test_the_key_of_another_cycle_names_no_period() -> None:
    assert period_named(Cycle.MONTH, "2026-11-25") is None
    assert period_named(Cycle.DAY, "2026-11") is None


def test_a_range_has_the_months_and_the_days_that_it_touches() -> None:
    first, last = date(2026, 11, 30), date(2027, 1, 1)
    assert list(periods_between(Cycle.MONTH, first, last)) == ["2026-11", "2026-12", "2027-01"]
    days = list(periods_between(Cycle.DAY, first, date(2026, 12, 2)))
    assert days == ["2026-11-30", "2026-12-01", "2026-12-02"]


def test_a_month_has_one_before_and_one_behind_over_the_turn_of_a_year() -> None:
    assert months_around("2026-12") == ("2026-11", "2026-12", "2027-01")
    assert months_around("2027-01") == ("2026-12", "2027-01", "2027-02")
