"""Billing on the wire. Amounts are integer cents."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StrictBool, StringConstraints

from functions.api.schemas.plans import PlanName, PlanView
from nyqst.billing.manage import Offered
from nyqst.billing.model.invoice import Invoice
from nyqst.billing.model.prices import Interval, PriceMap
from nyqst.billing.model.processor import PaymentMethod, Preview, SubscriptionStatus
from nyqst.billing.model.reconciliation import Between, Reconciliation
from nyqst.billing.model.statement import Statement, StatementState
from nyqst.billing.model.subscription import Subscription
from nyqst.identity.model.user import MAX_EMAIL
from nyqst.identity.plan import PlanCode
from nyqst.metering.model.catalog import Catalog, Feature, Plan
from nyqst.metering.name_plan import plan_named
from nyqst.metering.usage import FeatureUsage

Url = Annotated[str, StringConstraints(pattern=r"^https?://[\x21-\x7e]+$", max_length=2_000)]
Seats = Annotated[int, Field(strict=True, ge=1, le=10_000)]


class PlanWanted(BaseModel):
    plan: PlanName = Field(examples=["professional"])
    interval: Interval = Interval.MONTH

    def offered(self, catalog: Catalog, seats: int = 1) -> Offered:
        return Offered(plan_named(catalog, self.plan), self.interval, seats)


class SubscriptionStart(PlanWanted):
    seats: Seats = 1


class CheckoutStart(SubscriptionStart):
    success_url: Url | None = None
    """Where to go afterwards; the stage's own place if nothing is said."""
    cancel_url: Url | None = None


class PlanChange(PlanWanted):
    timing: Literal["immediate", "period_end"] = "immediate"
    """At once what is left of the period is charged or credited; at its end nothing is."""


class SubscriptionAlter(BaseModel):
    """What is left out stays as it is."""

    auto_renew: StrictBool | None = None
    seats: Seats | None = None
    billing_email: str | None = Field(default=None, max_length=MAX_EMAIL)


class Cancel(BaseModel):
    timing: Literal["immediate", "period_end"] = "period_end"


class PortalOpen(BaseModel):
    return_url: Url | None = None


class PreviewWanted(BaseModel):
    """As things are, if nothing is said."""

    plan: PlanName | None = None
    interval: Interval = Interval.MONTH
    seats: Seats | None = None


class CheckoutView(BaseModel):
    id: str
    checkout_url: str


class PortalView(BaseModel):
    portal_url: str


class SetupIntentView(BaseModel):
    client_secret: str
    """For the browser, which hands the card to Stripe and never to us."""


class SubscriptionView(BaseModel):
    id: str
    stripe_customer_id: str
    stripe_subscription_id: str
    plan: PlanCode
    billing_interval: Interval
    status: SubscriptionStatus
    monthly_runs_limit: int
    seats: int
    is_trial: bool
    trial_ends_at: datetime | None
    started_at: datetime
    current_period_start: datetime | None
    current_period_end: datetime | None
    cancel_at_period_end: bool
    auto_renew: bool
    pending_plan: PlanCode | None
    """In force when the period is over."""
    canceled_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, subscription: Subscription) -> "SubscriptionView":
        return cls.model_validate(subscription, from_attributes=True)


class StatusView(BaseModel):
    plan: PlanCode
    """In force, whether by a subscription or not."""
    subscription_status: SubscriptionStatus | None
    has_subscription: bool
    overage_invoiced: bool
    """Whether this stage tells Stripe of what is used beyond plans."""


class InvoiceView(BaseModel):
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

    @classmethod
    def of(cls, invoice: Invoice) -> "InvoiceView":
        return cls.model_validate(invoice, from_attributes=True)


class RunsView(BaseModel):
    included: int
    used: int
    overage: int
    overage_cents: int
    """So far, for what is used beyond what is included."""


class OverviewView(StatusView):
    subscription: SubscriptionView | None
    runs: RunsView | None
    invoices: list[InvoiceView]
    """The newest."""


class PriceView(BaseModel):
    interval: Interval
    price_id: str


class BillingPlanView(PlanView):
    prices: list[PriceView]
    """Empty of a plan that cannot be bought."""

    @classmethod
    def priced(cls, catalog: Catalog, plan: Plan, prices: PriceMap) -> "BillingPlanView":
        found = [
            PriceView(interval=interval, price_id=price)
            for (code, interval), price in prices.prices.items()
            if code is plan.code
        ]
        return cls(**PlanView.of(catalog, plan).model_dump(), prices=found)


class PaymentMethodView(BaseModel):
    id: str
    kind: str
    brand: str | None
    last4: str | None
    is_default: bool

    @classmethod
    def of(cls, method: PaymentMethod) -> "PaymentMethodView":
        return cls.model_validate(method, from_attributes=True)


class PreviewLineView(BaseModel):
    description: str
    amount_cents: int
    proration: bool
    overage: bool
    """For what is used beyond the plan, told to Stripe or not yet."""


class PreviewView(BaseModel):
    currency: str
    total_cents: int
    due_cents: int
    lines: list[PreviewLineView]

    @classmethod
    def of(cls, preview: Preview) -> "PreviewView":
        return cls.model_validate(preview, from_attributes=True)


class UsageTold(BaseModel):
    feature: Literal["research_run"] = "research_run"
    quantity: Annotated[int, Field(strict=True, ge=1, le=10_000, examples=[1])]


class UsageRecordedView(BaseModel):
    id: str
    """Of its reservation, under which the ledger has it."""
    feature: str
    quantity: int
    recorded_at: datetime


class StatementView(BaseModel):
    """A calendar month of use."""

    period: str = Field(examples=["2026-11"])
    state: StatementState
    used: int
    included: int
    overage: int
    overage_cents: int
    sent: int
    """Of these units, those that Stripe was told of."""
    closed_at: datetime | None

    @classmethod
    def of(cls, statement: Statement) -> "StatementView":
        return cls.model_validate(statement, from_attributes=True)


class DriftView(BaseModel):
    between: Between
    at: datetime | None
    cents: int
    """What Stripe has more than the ledger; below zero what it lacks."""
    entries: list[str]
    """Of the ledger: those among which the fault must be."""


class ReconciliationView(BaseModel):
    period: str
    overage: int
    overage_cents: int
    sent: int
    invoiced_cents: int
    drift_cents: int
    drifts: list[DriftView]

    @classmethod
    def of(cls, found: Reconciliation) -> "ReconciliationView":
        return cls.model_validate(found, from_attributes=True)


class BillingEventsPage(BaseModel):
    events: list[dict[str, Any]]
    next_cursor: str
    """Send it as `after` to read on; it stands still when nothing new has come."""


def runs_view(features: Sequence[FeatureUsage]) -> RunsView | None:
    for each in features:
        if each.feature is Feature.RESEARCH_RUN:
            return RunsView(
                included=each.quota.included,
                used=each.balance.used,
                overage=each.overage,
                overage_cents=each.overage * (each.quota.overage_cents or 0),
            )
    return None
