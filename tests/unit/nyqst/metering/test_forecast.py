"""When a limit will be reached."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nyqst.metering.model.forecast import exhausted_at
from nyqst.metering.model.period import Cycle, period_of

NOVEMBER = period_of(Cycle.MONTH, datetime(2026, 11, 1, tzinfo=UTC))
START = NOVEMBER.starts_at
NEVER = datetime.max.replace(tzinfo=UTC)

instants = st.timedeltas(timedelta(0), timedelta(days=30)).map(lambda span: START + span)
amounts = st.integers(0, 10**12)


def days(number: float) -> datetime:
    return START + timedelta(days=number)


def test_half_of_it_in_ten_days_is_all_of_it_in_twenty() -> None:
    assert exhausted_at(NOVEMBER, 10, 5, days(10)) == days(20)


def test_what_lasts_to_the_end_of_the_period_is_not_foreseen() -> None:
    assert exhausted_at(NOVEMBER, 10, 5, days(15)) is None


def test_what_is_used_up_is_used_up_now() -> None:
    assert exhausted_at(NOVEMBER, 10, 12, days(1)) == days(1)


def test_nothing_is_said_on_the_first_day() -> None:
    assert exhausted_at(NOVEMBER, 10, 9, days(0.99)) is None
    assert exhausted_at(NOVEMBER, 10, 9, days(1)) is not None


def test_two_units_say_nothing() -> None:
    assert exhausted_at(NOVEMBER, 5, 2, days(4)) is None
    assert exhausted_at(NOVEMBER, 5, 3, days(4)) is not None


def test_of_a_period_that_is_over_nothing_is_foreseen() -> None:
    assert exhausted_at(NOVEMBER, 10, 10, NOVEMBER.ends_at) is None


def test_what_nobody_has_is_not_used_up() -> None:
    assert exhausted_at(NOVEMBER, 0, 0, days(10)) is None


@given(amounts, amounts, instants)
def test_it_is_never_in_the_past_nor_beyond_the_period(
    limit: int, used: int, now: datetime
) -> None:
    found = exhausted_at(NOVEMBER, limit, used, now)
    assert found is None or now <= found < NOVEMBER.ends_at


@given(amounts, amounts, amounts, instants)
def test_more_use_is_never_foreseen_to_last_longer(
    limit: int, used: int, more: int, now: datetime
) -> None:
    less_used = exhausted_at(NOVEMBER, limit, used, now) or NEVER
    more_used = exhausted_at(NOVEMBER, limit, used + more, now) or NEVER
    assert more_used <= less_used


@given(amounts, amounts, amounts, instants)
def test_a_higher_limit_is_never_foreseen_to_end_sooner(
    limit: int, more: int, used: int, now: datetime
) -> None:
    lower = exhausted_at(NOVEMBER, limit, used, now) or NEVER
    higher = exhausted_at(NOVEMBER, limit + more, used, now) or NEVER
    assert higher >= lower or limit == 0


def test_the_last_of_one_unit_is_used_up_now() -> None:
    assert exhausted_at(NOVEMBER, 1, 1, days(0.5)) == days(0.5)


def test_what_is_foreseen_is_a_whole_microsecond() -> None:
    assert exhausted_at(NOVEMBER, 10, 7, days(10)) == START + timedelta(
        microseconds=10 * 86_400_000_000 * 10 // 7
    )
