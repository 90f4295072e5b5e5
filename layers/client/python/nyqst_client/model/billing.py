"""What is bought, what it costs, and how it is paid. Amounts are cents."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Price:
    interval: str
    """month or year"""
    price_id: str


@dataclass(frozen=True, slots=True)
class PlanFeature:
    feature: str
    cycle: str | None = None
    """None where there is nothing to count."""
    included: int | None = None
    limit: int | None = None
    """None where there is more to be had for money."""
    overage_cents_each: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    code: str
    name: str
    run_budget_micros: int
    concurrent_runs: int
    concurrent_runs_each: int
    weight: int
    model_classes: tuple[str, ...]
    default_class: str
    features: tuple[PlanFeature, ...]
    prices: tuple[Price, ...]
    """Empty of a plan that cannot be bought."""


@dataclass(frozen=True, slots=True)
class Checkout:
    id: str
    checkout_url: str


@dataclass(frozen=True, slots=True)
class Status:
    plan: str
    """In force, whether by a subscription or not."""
    subscription_status: str | None
    has_subscription: bool
    overage_invoiced: bool


@dataclass(frozen=True, slots=True)
class Subscription:
    id: str
    stripe_customer_id: str
    stripe_subscription_id: str
    plan: str
    billing_interval: str
    status: str
    monthly_runs_limit: int
    seats: int
    is_trial: bool
    trial_ends_at: datetime | None
    started_at: datetime
    current_period_start: datetime | None
    current_period_end: datetime | None
    cancel_at_period_end: bool
    auto_renew: bool
    pending_plan: str | None
    """In force when the period is over."""
    canceled_at: datetime | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Invoice:
    id: str
    number: str | None
    status: str
    currency: str
    total_cents: int
    due_cents: int
    paid_cents: int
    created_at: datetime
    period_start: datetime
    period_end: datetime
    hosted_url: str | None


@dataclass(frozen=True, slots=True)
class Runs:
    included: int
    used: int
    overage: int
    overage_cents: int
    """So far, for what is used beyond what is included."""


@dataclass(frozen=True, slots=True)
class Overview:
    plan: str
    subscription_status: str | None
    has_subscription: bool
    overage_invoiced: bool
    subscription: Subscription | None
    runs: Runs | None
    invoices: tuple[Invoice, ...]
    """The newest."""


@dataclass(frozen=True, slots=True)
class PreviewLine:
    description: str
    amount_cents: int
    proration: bool
    overage: bool
    """For what is used beyond the plan, told to Stripe or not yet."""


@dataclass(frozen=True, slots=True)
class Preview:
    """An invoice that would be made."""

    currency: str
    total_cents: int
    due_cents: int
    lines: tuple[PreviewLine, ...]


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    id: str
    kind: str
    brand: str | None
    last4: str | None
    is_default: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """A calendar month of use."""

    period: str
    state: str
    used: int
    included: int
    overage: int
    overage_cents: int
    sent: int
    """Of these units, those that the payment processor was told of."""
    closed_at: datetime | None
