"""What is used and left of a plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    alert_at_percent: tuple[int, ...] = ()
    overridden: bool = False
    """Whether the operator has set other limits for this tenant than its plan has."""
    overridden_until: datetime | None = None
    """None for good, or where nothing is overridden."""


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


@dataclass(frozen=True, slots=True)
class Decided:
    outcome: str
    """`permitted`, `denied`, or `let_through`: not allowed, and not enforced."""
    reason: str
    scope: str | None = None
    waived_by: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    retry_after_s: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """About starting a run."""

    id: str
    at: datetime
    outcome: str
    reason: str
    run_id: str
    user_id: str
    plan: str
    feature: str
    quantity: int
    enforcement: str
    policy_version: int
    scope: str | None = None
    waived_by: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    retry_after_s: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    rule: str
    if_not: str
    scope: str
    saw: Mapping[str, Any]
    holds: bool | None = None
    """None where nothing could be seen of what it is about."""
    waived_by: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    decision: Decision
    rules: tuple[Rule, ...]
    """In order; the first that does not hold and is not waived denies."""
    replayed: Decided
    comes_out_the_same: bool
    policy_has_changed: bool
    today: Decided
    """By the plan, the policy and the meters of now."""
