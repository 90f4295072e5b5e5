"""A tenant's subscription as we keep it: what the processor said when it was last asked."""

from dataclasses import dataclass, replace
from datetime import datetime

from nyqst.billing.model.prices import Interval
from nyqst.billing.model.processor import ProcessorSubscription, SubscriptionStatus
from nyqst.identity.model.tenant import Tenant, TenantStatus
from nyqst.identity.plan import PlanCode
from nyqst.ids import derived_id


@dataclass(frozen=True, slots=True)
class Customer:
    """Whose a customer at Stripe is."""

    id: str
    tenant_id: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class BillingAccount:
    tenant_id: str
    customer_id: str
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    tenant_id: str
    id: str
    stripe_customer_id: str
    stripe_subscription_id: str
    plan: PlanCode
    """In force by it; the sandbox when it does not serve any more."""
    billing_interval: Interval
    status: SubscriptionStatus
    monthly_runs_limit: int
    seats: int
    is_trial: bool
    started_at: datetime
    cancel_at_period_end: bool
    created_at: datetime
    updated_at: datetime
    trial_ends_at: datetime | None = None
    current_period_start: datetime | None = None
    current_period_end: datetime | None = None
    canceled_at: datetime | None = None
    pending_plan: PlanCode | None = None
    """In force when the period is over."""
    version: int = 0
    """Goes up with every change. Who asked Stripe before the last change may not write."""

    @property
    def auto_renew(self) -> bool:
        return self.status.serves and not self.cancel_at_period_end


@dataclass(frozen=True, slots=True)
class Terms:
    plan: PlanCode
    interval: Interval
    monthly_runs_limit: int
    pending_plan: PlanCode | None = None


def subscribed(
    tenant_id: str,
    before: Subscription | None,
    told: ProcessorSubscription,
    terms: Terms,
    now: datetime,
) -> Subscription:
    """As `before` where nothing has changed, so that it is seen that nothing has."""
    return Subscription(
        tenant_id=tenant_id,
        id=before.id if before else derived_id("bsub", tenant_id.encode()),
        stripe_customer_id=told.customer_id,
        stripe_subscription_id=told.id,
        plan=terms.plan,
        billing_interval=terms.interval,
        status=told.status,
        monthly_runs_limit=terms.monthly_runs_limit,
        seats=told.seats,
        is_trial=told.status is SubscriptionStatus.TRIALING,
        trial_ends_at=told.trial_ends_at,
        started_at=told.started_at,
        current_period_start=told.period_start,
        current_period_end=told.period_end,
        cancel_at_period_end=told.cancel_at_period_end,
        canceled_at=told.canceled_at,
        created_at=before.created_at if before else now,
        updated_at=before.updated_at if before else now,
        pending_plan=terms.pending_plan,
        version=before.version if before else 0,
    )


def changed(after: Subscription, now: datetime) -> Subscription:
    return replace(after, updated_at=now, version=after.version + 1)


_STANDING = {SubscriptionStatus.PAST_DUE: TenantStatus.PAST_DUE}


def tenant_under(tenant: Tenant, subscription: Subscription | None) -> Tenant:
    """The plan and the standing that follow. Who is suspended stays so, whatever is paid."""
    serves = subscription is not None and subscription.status.serves
    plan = subscription.plan if subscription is not None and serves else None
    standing = _STANDING.get(subscription.status) if subscription else None
    if tenant.status is TenantStatus.SUSPENDED:
        return replace(tenant, subscribed_plan=plan)
    return replace(tenant, subscribed_plan=plan, status=standing or TenantStatus.ACTIVE)
