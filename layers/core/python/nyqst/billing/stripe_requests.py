"""What is asked of Stripe, in the shape in which it is asked."""

from collections.abc import Mapping
from typing import Any

from nyqst.billing.model.processor import ProcessorInvoice
from nyqst.billing.ports import Alteration, Order
from nyqst.billing.stripe_objects import notes_of

TENANT = "tenant_id"
Wanted = dict[str, Any]


def checkout_of(order: Order, success_url: str, cancel_url: str) -> Wanted:
    trial = {"trial_period_days": order.trial_days} if order.trial_days else {}
    return {
        "mode": "subscription",
        "customer": order.customer_id,
        "client_reference_id": order.tenant_id,
        "line_items": _items(order),
        "subscription_data": {"metadata": {TENANT: order.tenant_id}, **trial},
        "success_url": success_url,
        "cancel_url": cancel_url,
    }


def ordered(order: Order) -> Wanted:
    wanted = {
        "customer": order.customer_id,
        "items": _items(order),
        "metadata": {TENANT: order.tenant_id},
        "trial_period_days": order.trial_days or None,
    }
    return given(wanted)


def alteration(wanted: Alteration) -> Wanted:
    changes = {
        "items": altered_items(wanted) or None,
        "cancel_at_period_end": wanted.cancel_at_period_end,
        "proration_behavior": "none" if wanted.kept else "create_prorations",
        "metadata": notes_of(wanted.kept) if wanted.price_id else None,
    }
    return given(changes)


def altered_items(wanted: Alteration) -> list[Wanted]:
    plan = given({"id": wanted.item_id, "price": wanted.price_id, "quantity": wanted.seats})
    items = [plan] if len(plan) > 1 else []
    if wanted.metered:
        gone = None if wanted.metered.price_id else True
        other = {"id": wanted.metered.item_id, "price": wanted.metered.price_id, "deleted": gone}
        items.append(given(other))
    return items


def credit_note_of(paid: ProcessorInvoice) -> Wanted:
    """Stripe refunds the payments of the invoice by it; what came from the balance goes back."""
    credited = paid.refundable_cents
    refunded = min(paid.paid_cents, credited)
    wanted = {
        "invoice": paid.id,
        "amount": credited,
        "refund_amount": refunded or None,
        "credit_amount": credited - refunded or None,
        "reason": "duplicate",
    }
    return given(wanted)


def given(wanted: Mapping[str, Any]) -> Wanted:
    return {name: value for name, value in wanted.items() if value is not None}


def _items(order: Order) -> list[Wanted]:
    plan = {"price": order.price_id, "quantity": order.seats}
    return [plan, {"price": order.overage_price_id}] if order.overage_price_id else [plan]
