"""Billing periods: whole intervals from an anchor, on the last day of months that are too short."""

import calendar
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

_DAY = timedelta(days=1)


def after(anchor: int, interval: str, count: int) -> int:
    """The instant `count` intervals after the anchor."""
    start = datetime.fromtimestamp(anchor, UTC)
    return int(_STEPS[interval](start, count).timestamp())


def next_end(anchor: int, interval: str, count: int, now: int) -> int:
    """The first end of a period, counted from the anchor, that lies after `now`."""
    steps = 1
    while after(anchor, interval, steps * count) <= now:
        steps += 1
    return after(anchor, interval, steps * count)


def _months(start: datetime, count: int) -> datetime:
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return start.replace(year=year, month=month + 1, day=min(start.day, last))


_STEPS: dict[str, Callable[[datetime, int], datetime]] = {
    "day": lambda start, count: start + count * _DAY,
    "week": lambda start, count: start + 7 * count * _DAY,
    "month": _months,
    "year": lambda start, count: _months(start, 12 * count),
}
