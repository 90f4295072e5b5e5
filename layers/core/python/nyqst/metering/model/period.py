"""Stretches of time in which something is counted, in UTC."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum


class Cycle(StrEnum):
    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Period:
    key: str
    starts_at: datetime
    ends_at: datetime
    """The first instant that is no longer in it."""


def period_of(cycle: Cycle, instant: datetime) -> Period:
    there = instant.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if cycle is Cycle.DAY:
        return Period(there.strftime("%Y-%m-%d"), there, there + timedelta(days=1))
    first = there.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return Period(first.strftime("%Y-%m"), first, following)
