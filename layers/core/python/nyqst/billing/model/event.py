"""Billing events in words of ours: what a tenant is told of what happened to its money."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nyqst.billing.model.duplicate import Duplicate
from nyqst.billing.model.invoice import Invoice
from nyqst.billing.model.notice import Notice
from nyqst.billing.model.subscription import Subscription
from nyqst.clock import epoch_ms

Told = str | int | bool | None


class EventType(StrEnum):
    CHECKOUT_COMPLETED = "checkout.completed"
    SUBSCRIPTION_STARTED = "subscription.started"
    SUBSCRIPTION_CHANGED = "subscription.changed"
    SUBSCRIPTION_ENDED = "subscription.ended"
    SUBSCRIPTION_RECONCILED = "subscription.reconciled"
    """It was not as Stripe has it, and no event had told us."""
    SUBSCRIPTION_DUPLICATE_ENDED = "subscription.duplicate_ended"
    """There was another one; what was paid for this one is given back."""
    TRIAL_ENDING = "trial.ending"
    INVOICE_PAID = "invoice.paid"
    INVOICE_PAYMENT_FAILED = "invoice.payment_failed"
    INVOICE_FINALIZED = "invoice.finalized"
    INVOICE_UPCOMING = "invoice.upcoming"
    CUSTOMER_CHANGED = "customer.changed"
    PAYMENT_METHOD_ATTACHED = "payment_method.attached"
    PAYMENT_METHOD_DETACHED = "payment_method.detached"
    QUOTA_ALERT = "quota.alert"
    """So much of what is included, or of a limit, is used."""


NAMED: Mapping[str, EventType] = {
    "checkout.session.completed": EventType.CHECKOUT_COMPLETED,
    "customer.subscription.created": EventType.SUBSCRIPTION_STARTED,
    "customer.subscription.updated": EventType.SUBSCRIPTION_CHANGED,
    "customer.subscription.deleted": EventType.SUBSCRIPTION_ENDED,
    "customer.subscription.trial_will_end": EventType.TRIAL_ENDING,
    "invoice.paid": EventType.INVOICE_PAID,
    "invoice.payment_failed": EventType.INVOICE_PAYMENT_FAILED,
    "invoice.finalized": EventType.INVOICE_FINALIZED,
    "invoice.upcoming": EventType.INVOICE_UPCOMING,
    "customer.updated": EventType.CUSTOMER_CHANGED,
    "payment_method.attached": EventType.PAYMENT_METHOD_ATTACHED,
    "payment_method.detached": EventType.PAYMENT_METHOD_DETACHED,
}
"""Those of Stripe's events that are dealt with; what else comes is put down and left alone."""


@dataclass(frozen=True, slots=True)
class BillingEvent:
    type: EventType
    id: str
    """Of Stripe's event, by which it is known again."""
    happened_at_ms: int
    data: Mapping[str, Told]

    def to_json(self) -> bytes:
        told = {
            "type": self.type.value,
            "id": self.id,
            "happened_at": self.happened_at_ms,
            "data": {name: value for name, value in self.data.items() if value is not None},
        }
        return json.dumps(told, separators=(",", ":")).encode()


def normalised(
    notice: Notice, subscription: Subscription | None, invoice: Invoice | None
) -> BillingEvent:
    """With plan and invoice as they are when it is dealt with, which may be later than it says."""
    data = {**_of_subscription(subscription), **_of_invoice(invoice)}
    at = epoch_ms(notice.created_at)
    return BillingEvent(NAMED[notice.type], notice.event_id, at, data)


def reconciled(event_id: str, subscription: Subscription | None, at_ms: int) -> BillingEvent:
    data = _of_subscription(subscription)
    return BillingEvent(EventType.SUBSCRIPTION_RECONCILED, event_id, at_ms, data)


def duplicate_ended(event_id: str, ended: Duplicate, at_ms: int) -> BillingEvent:
    data: dict[str, Told] = {
        "subscription": ended.subscription_id,
        "kept": ended.kept_id,
        "refunded_cents": ended.refunded_cents,
    }
    return BillingEvent(EventType.SUBSCRIPTION_DUPLICATE_ENDED, event_id, at_ms, data)


def _of_subscription(found: Subscription | None) -> dict[str, Told]:
    if found is None:
        return {}
    return {
        "plan": found.plan.value,
        "status": found.status.value,
        "interval": found.billing_interval.value,
        "seats": found.seats,
        "cancel_at_period_end": found.cancel_at_period_end,
    }


def _of_invoice(found: Invoice | None) -> dict[str, Told]:
    if found is None:
        return {}
    return {
        "invoice": found.id,
        "invoice_status": found.status,
        "total_cents": found.total_cents,
        "paid_cents": found.paid_cents,
        "currency": found.currency,
    }
