"""What a tenant's use of one calendar month came to, and how much of it Stripe was told."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class StatementState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    """The month is over and nothing in it is set aside. What is told later still counts."""


@dataclass(frozen=True, slots=True)
class Statement:
    tenant_id: str
    period: str
    used: int = 0
    """Up to here it has been put down what of it is overage."""
    included: int = 0
    overage: int = 0
    """Units."""
    overage_cents: int = 0
    sent: int = 0
    """Of these units."""
    state: StatementState = StatementState.OPEN
    closed_at: datetime | None = None
    version: int = 0
    """Goes up with every change."""

    @property
    def unsent(self) -> int:
        return self.overage - self.sent

    def with_more(self, units: int, cents: int) -> "Statement":
        return replace(
            self,
            used=self.used + units,
            overage=self.overage + units,
            overage_cents=self.overage_cents + cents,
            version=self.version + 1,
        )

    def up_to(self, used: int, included: int) -> "Statement":
        """The same one where nothing has changed."""
        if (self.used, self.included) == (used, included):
            return self
        return replace(self, used=used, included=included, version=self.version + 1)

    def with_sent(self, units: int) -> "Statement":
        return replace(self, sent=self.sent + units, version=self.version + 1)

    def closed(self, now: datetime) -> "Statement":
        return replace(self, state=StatementState.CLOSED, closed_at=now, version=self.version + 1)
