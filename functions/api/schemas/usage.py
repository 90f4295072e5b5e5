"""Usage on the wire."""

from collections.abc import Sequence
from datetime import date, datetime

from pydantic import BaseModel

from nyqst.identity.model.tenant import Allowance
from nyqst.identity.plan import PlanCode
from nyqst.metering.analytics import By, Line
from nyqst.metering.model.catalog import Feature
from nyqst.metering.model.meter import LIMITLESS
from nyqst.metering.model.reservation import Ending, LedgerEntry
from nyqst.metering.usage import FeatureUsage


class FeatureUsageView(BaseModel):
    feature: Feature
    period: str
    resets_at: datetime
    included: int
    limit: int | None
    """None where there is more to be had for money."""
    used: int
    held: int
    """Set aside for what is going on now."""
    remaining: int | None
    """Below zero: used late, beyond the limit; it bars the next admission."""
    overage: int
    """Units beyond what is included."""
    overage_cents_each: int | None
    included_exhausted_at: datetime | None
    """When what is included will be used up if use goes on as in this period so far; None if it
    lasts, or too little is known: fewer than 3 units, or less than a thirtieth of the period."""
    exhausted_at: datetime | None
    """The same of the limit."""
    alert_at_percent: list[int]
    overridden: bool
    """Whether the operator has set other limits for this tenant than its plan has."""
    overridden_until: datetime | None
    """None for good, or where nothing is overridden."""

    @classmethod
    def of(
        cls, usage: FeatureUsage, percents: Sequence[int], allowance: Allowance | None
    ) -> "FeatureUsageView":
        balance, quota = usage.balance, usage.quota
        overrides = allowance if allowance and allowance.holds_at(usage.as_of) else None
        limitless = quota.cut.limit == LIMITLESS
        return cls(
            feature=usage.feature,
            period=usage.period.key,
            resets_at=usage.period.ends_at,
            included=quota.included,
            limit=None if limitless else balance.limit,
            used=balance.used,
            held=balance.held,
            remaining=None if limitless else balance.remaining,
            overage=usage.overage,
            overage_cents_each=quota.overage_cents,
            included_exhausted_at=usage.included_exhausted_at,
            exhausted_at=usage.exhausted_at,
            alert_at_percent=list(percents),
            overridden=overrides is not None,
            overridden_until=overrides.until if overrides else None,
        )


class UsageView(BaseModel):
    plan: PlanCode
    features: list[FeatureUsageView]


class LedgerEntryView(BaseModel):
    """What was counted. Entries are never changed; a correction is an entry of its own."""

    id: str
    """Of what was reserved for, such as a run."""
    number: int
    ending: Ending
    quantity: int
    total: int
    at: datetime
    facts: dict[str, str | int]

    @classmethod
    def of(cls, entry: LedgerEntry) -> "LedgerEntryView":
        return cls(
            id=entry.reservation_id,
            number=entry.number,
            ending=entry.ending,
            quantity=entry.quantity,
            total=entry.total,
            at=entry.at,
            facts=dict(entry.facts),
        )


class LedgerView(BaseModel):
    feature: Feature
    entries: list[LedgerEntryView]
    next_cursor: str | None


class LineView(BaseModel):
    key: str
    """A day, feature, model class, user or project; empty for what is nobody's."""
    runs: int
    calls: int
    """Of a model."""
    tokens: int
    """Those of calls whose end nobody told are in no other column."""
    input_tokens: int
    output_tokens: int
    cost_micros: int
    """In millionths of a dollar."""

    @classmethod
    def of(cls, line: Line) -> "LineView":
        return cls(
            key=line.key,
            runs=line.runs,
            calls=line.calls,
            tokens=line.tokens,
            input_tokens=line.input_tokens,
            output_tokens=line.output_tokens,
            cost_micros=line.cost_micros,
        )


class AnalyticsView(BaseModel):
    by: By
    first: date
    last: date
    lines: list[LineView]
