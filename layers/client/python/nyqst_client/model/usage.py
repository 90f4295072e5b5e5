"""What is used and left of a plan."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FeatureUsage:
    feature: str
    period: str
    resets_at: datetime
    included: int
    used: int
    held: int
    """Set aside for what is going on now."""
    limit: int | None = None
    """None where there is more to be had for money."""
    remaining: int | None = None
    overage: int = 0
    """Units beyond what is included."""
    overage_cents_each: int | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    plan: str
    features: tuple[FeatureUsage, ...]
