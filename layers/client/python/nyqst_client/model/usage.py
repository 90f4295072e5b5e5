"""What is used and left of a plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


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
    included_exhausted_at: datetime | None = None
    """Foreseen; None if what is included lasts, or too little is known."""
    exhausted_at: datetime | None = None
    """The same of the limit."""


@dataclass(frozen=True, slots=True)
class UsageLine:
    """What was used on a day, by a user, of a feature, of a model class, for a project."""

    key: str
    runs: int
    calls: int
    tokens: int
    input_tokens: int
    output_tokens: int
    cost_micros: int
    """In millionths of a dollar."""


@dataclass(frozen=True, slots=True)
class UsageAnalytics:
    by: str
    first: date
    last: date
    lines: tuple[UsageLine, ...]


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What was counted; never changed."""

    id: str
    """Of what it was counted for, such as a run."""
    number: int
    ending: str
    quantity: int
    total: int
    at: datetime
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LedgerPage:
    entries: tuple[LedgerEntry, ...]
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    plan: str
    features: tuple[FeatureUsage, ...]
