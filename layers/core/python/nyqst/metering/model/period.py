"""Stretches of time in which something is counted, in UTC."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum


class Cycle(StrEnum):
    DAY = "day"
    MONTH = "month"


_FORMATS = {Cycle.DAY: "%Y-%m-%d", Cycle.MONTH: "%Y-%m"}


@dataclass(frozen=True, slots=True)
class Period:
    key: str
    starts_at: datetime
    ends_at: datetime
    """The first instant that is no longer in it."""

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at


def period_of(cycle: Cycle, instant: datetime) -> Period:
    there = instant.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if cycle is Cycle.DAY:
        return Period(there.strftime(_FORMATS[cycle]), there, there + timedelta(days=1))
    first = there.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return Period(first.strftime(_FORMATS[cycle]), first, following)


def period_named(cycle: Cycle, key: str) -> Period | None:
    """None if the key is that of another cycle."""
    try:
        period = period_of(cycle, datetime.strptime(key, _FORMATS[cycle]).replace(tzinfo=UTC))
    except ValueError:
        return None
    return period


def days_of(key: str) -> tuple[date, date]:
    """The first and the last day of the period with that key."""
    if len(key) > len("2026-11"):
        return date.fromisoformat(key), date.fromisoformat(key)
    first = date.fromisoformat(f"{key}-01")
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def periods_between(cycle: Cycle, first: date, last: date) -> Iterator[str]:
    """The keys of those that have a day of this range, in order."""
    day = first
    while day <= last:
        key = day.strftime(_FORMATS[cycle])
        yield key
        day = days_of(key)[1] + timedelta(days=1)


def months_around(key: str) -> tuple[str, str, str]:
    """The keys of the month before, of this one, and of the next."""
    first, last = days_of(key)
    day = timedelta(days=1)
    before, after = (each.strftime(_FORMATS[Cycle.MONTH]) for each in (first - day, last + day))
    return before, key, after
