"""That a threshold of a quota was reached."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Alert:
    id: str
    feature: str
    period: str
    of: str
    """`included` or `limit`."""
    threshold_percent: int
    used: int
    limit: int
    at: datetime
    exhausted_at: datetime | None = None
    """Foreseen then."""
    told_at: datetime | None = None
