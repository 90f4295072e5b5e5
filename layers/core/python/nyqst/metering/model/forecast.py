"""When a limit will be reached if use goes on as it has so far in its period."""

from datetime import datetime, timedelta

from nyqst.metering.model.period import Period

FEWEST_UNITS = 3
SHORTEST_PART = 30
"""This part of a period, a day of a month, has to be over; before, nothing can be said."""

_MICROSECOND = timedelta(microseconds=1)


def exhausted_at(period: Period, limit: int, used: int, now: datetime) -> datetime | None:
    """On the straight line from nothing at the period's start to what is used now.

    None if the limit holds to the period's end, or too little is known.
    """
    if limit <= 0 or now >= period.ends_at:
        return None
    if used >= limit:
        return now
    elapsed = now - period.starts_at
    if used < FEWEST_UNITS or elapsed * SHORTEST_PART < period.length:
        return None
    # In whole microseconds, for a limit may be larger than any span of time.
    whole, so_far = (span // _MICROSECOND for span in (period.length, elapsed))
    reached = so_far * limit // used
    return period.starts_at + reached * _MICROSECOND if reached < whole else None
