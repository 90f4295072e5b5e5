"""What is set in Stripe's dashboard, as far as it matters here."""

from dataclasses import dataclass
from typing import Literal

DAY = 86_400
HOUR = 3_600


@dataclass
class Settings:
    retry_after_days: tuple[int, ...] = (3, 5, 7)
    """How long after a failed payment of a renewal it is tried again."""

    after_retries: Literal["cancel", "unpaid", "past_due"] = "cancel"
    finalize_after_s: int = HOUR
    upcoming_days: int = 7
    meter_lag_s: int = 0
    """How long a meter event is known before it shows in summaries and on invoices."""

    silence_s: float = 0.0
    """How long a caller over HTTP that is to get no answer waits for it."""

    base_url: str = "https://stripe.invalid"
    """Where the pages of checkout and portal are."""
