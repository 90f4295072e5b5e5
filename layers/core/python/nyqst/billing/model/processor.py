"""What the payment processor has of ours, in its own words as far as we need them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum


class SubscriptionStatus(StrEnum):
    """From what counts least to what counts most, where a customer has several."""

    INCOMPLETE_EXPIRED = "incomplete_expired"
    CANCELED = "canceled"
    INCOMPLETE = "incomplete"
    PAUSED = "paused"
    UNPAID = "unpaid"
    PAST_DUE = "past_due"
    TRIALING = "trialing"
    ACTIVE = "active"

    @property
    def serves(self) -> bool:
        """Whether its plan is in force. A failed payment leaves it so for as long as it is
        tried again, which is a setting at Stripe."""
        return self in _SERVING


_SERVING = frozenset(
    {SubscriptionStatus.PAST_DUE, SubscriptionStatus.TRIALING, SubscriptionStatus.ACTIVE}
)
_RANKS = {status: rank for rank, status in enumerate(SubscriptionStatus)}


@dataclass(frozen=True, slots=True)
class Kept:
    """What was paid for before the price was changed for the next period."""

    price_id: str
    until: datetime
    instead_of: str
    """The price that it was changed to. Once that is another one, this counts no more."""


@dataclass(frozen=True, slots=True)
class ProcessorSubscription:
    id: str
    customer_id: str
    item_id: str
    price_id: str
    status: SubscriptionStatus
    created_at: datetime
    started_at: datetime
    seats: int = 1
    period_start: datetime | None = None
    period_end: datetime | None = None
    trial_ends_at: datetime | None = None
    cancel_at_period_end: bool = False
    canceled_at: datetime | None = None
    ended_at: datetime | None = None
    kept: Kept | None = None
    metered: Mapping[str, str] = field(default_factory=dict)
    """Items that are paid for by what is used, by their prices."""

    def price_in_force(self, now: datetime) -> str:
        kept = self.kept
        holds = kept is not None and kept.instead_of == self.price_id and now < kept.until
        return kept.price_id if kept and holds else self.price_id


def foremost(found: Iterable[ProcessorSubscription]) -> ProcessorSubscription | None:
    """The one that counts, whatever order they are told in: who has paid twice has one plan."""
    return max(found, key=_weight, default=None)


def _weight(found: ProcessorSubscription) -> tuple[int, datetime, str]:
    return _RANKS[found.status], found.created_at, found.id


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """Amounts are cents."""

    description: str
    amount_cents: int
    quantity: int
    period_start: datetime
    period_end: datetime
    price_id: str | None = None
    proration: bool = False


@dataclass(frozen=True, slots=True)
class ProcessorInvoice:
    """Amounts are cents."""

    id: str
    customer_id: str
    subscription_id: str | None
    status: str
    currency: str
    total_cents: int
    due_cents: int
    paid_cents: int
    created_at: datetime
    period_start: datetime
    period_end: datetime
    number: str | None = None
    hosted_url: str | None = None
    attempts: int = 0
    lines: tuple[InvoiceLine, ...] = ()
    credited_cents: int = 0
    """Given back of it after it was paid."""

    @property
    def refundable_cents(self) -> int:
        return max(self.total_cents - self.credited_cents, 0) if self.status == "paid" else 0


@dataclass(frozen=True, slots=True)
class SoldMeter:
    """What counts the use that a metered price is for."""

    id: str
    event_name: str
    customer_key: str
    value_key: str


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    id: str
    kind: str
    brand: str | None
    last4: str | None
    is_default: bool


@dataclass(frozen=True, slots=True)
class PreviewLine:
    description: str
    amount_cents: int
    proration: bool
    price_id: str | None = None
    overage: bool = False
    """For what is used beyond the plan."""


@dataclass(frozen=True, slots=True)
class Preview:
    """An invoice that would be made."""

    currency: str
    total_cents: int
    due_cents: int
    lines: tuple[PreviewLine, ...]

    def with_overage(self, prices: Collection[str], units: int, cents: int) -> "Preview":
        """With a line for so many units that Stripe has not been told of yet."""
        lines = [replace(line, overage=line.price_id in prices) for line in self.lines]
        if units:
            said = f"{units} beyond the plan, not told to Stripe yet"
            lines.append(PreviewLine(said, cents, proration=False, overage=True))
        total = self.total_cents + cents
        return Preview(self.currency, total, self.due_cents + cents, tuple(lines))
