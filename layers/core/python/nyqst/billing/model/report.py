"""Units beyond what was included, as they are told to Stripe: once, however often it is tried."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

OLDEST = timedelta(days=34)
"""Stripe takes no event that is older than 35 days."""
KNOWN_FOR = timedelta(hours=23)
"""For a day Stripe knows an event again by its identifier."""


@dataclass(frozen=True, slots=True)
class Span:
    """Between these a time lands on an invoice that is still to be made."""

    start: datetime
    last: datetime

    def place(self, used_at: datetime, now: datetime) -> datetime:
        """As near as can be to when it was used, in whole seconds as Stripe has them."""
        near = max(min(used_at, self.last), self.start, now - OLDEST)
        return near.replace(microsecond=0)

    def has(self, stamp: datetime) -> bool:
        return self.start <= stamp <= self.last


@dataclass(frozen=True, slots=True)
class Report:
    tenant_id: str
    period: str
    """In which they were used, a calendar month."""
    id: str
    """The entry's, and how many of its units had been put down before."""
    entry: str
    units: int
    cents: int
    """Of each."""
    used_at: datetime
    written_at: datetime
    stamp: datetime | None = None
    """The time that Stripe is told, by which it finds the invoice."""
    tried_at: datetime | None = None
    """When it was first told with that time. Whether it was heard is not known by that."""
    sent_at: datetime | None = None

    @property
    def amount(self) -> int:
        return self.units * self.cents

    def is_doubtful(self, span: Span, now: datetime) -> bool:
        """It was tried, and the same way again would count twice, or on no invoice."""
        if self.stamp is None or self.tried_at is None:
            return False
        return not span.has(self.stamp) or now >= self.tried_at + KNOWN_FOR

    def stamped(self, span: Span, now: datetime) -> "Report":
        if self.stamp is not None and not self.is_doubtful(span, now):
            return self
        return replace(self, stamp=span.place(self.used_at, now), tried_at=now)

    def sent(self, now: datetime) -> "Report":
        return replace(self, sent_at=now)


def minute_of(stamp: datetime) -> datetime:
    return stamp.astimezone(UTC).replace(second=0, microsecond=0)
