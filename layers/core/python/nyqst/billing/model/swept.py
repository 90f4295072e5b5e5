"""How far the daily sweep has come."""

from dataclasses import dataclass
from datetime import datetime, timedelta

REACH = timedelta(days=29)
"""How far back Stripe tells events: thirty days, of which some time is lost on the way."""
OVERLAP = timedelta(hours=2)
"""Events are told when they have been made, which is a little after what they tell of."""


@dataclass(frozen=True, slots=True)
class Swept:
    up_to: datetime


def sweeps_from(before: Swept | None, now: datetime) -> datetime:
    oldest = now - REACH
    return max(oldest, before.up_to - OVERLAP) if before else oldest
