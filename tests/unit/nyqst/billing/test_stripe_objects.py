"""Stripe's objects as several versions of its API write them, and what is refused of them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from nyqst.billing.model.processor import SubscriptionStatus
from nyqst.billing.stripe_objects import invoice, read, subscription
from nyqst.errors import Failed

AT = 1_795_000_000
THEN = datetime.fromtimestamp(AT, UTC)


def a_subscription(**changes: Any) -> dict[str, Any]:
    item = {
        "id": "si_1",
        "price": {"id": "price_1"},
        "quantity": 3,
        "current_period_start": AT,
        "current_period_end": AT + 60,
    }
    made = {
        "id": "sub_1",
        "object": "subscription",
        "customer": "cus_1",
        "status": "active",
        "created": AT,
        "items": {"data": [item]},
    }
    return {**made, **changes}


def an_invoice(**changes: Any) -> dict[str, Any]:
    made = {
        "id": "in_1",
        "object": "invoice",
        "customer": "cus_1",
        "status": "paid",
        "currency": "usd",
        "total": 2_900,
        "amount_due": 2_900,
        "amount_paid": 2_900,
        "created": AT,
        "period_start": AT,
        "period_end": AT,
    }
    return {**made, **changes}


def test_periods_are_read_from_the_items() -> None:
    found = read(subscription, a_subscription())
    assert (found.period_start, found.seats) == (THEN, 3)
    assert found.status is SubscriptionStatus.ACTIVE


def test_periods_are_read_from_an_older_subscription_itself() -> None:
    item = {"id": "si_1", "plan": {"id": "price_1"}}
    older = a_subscription(
        items={"data": [item]}, current_period_start=AT, current_period_end=AT + 60
    )
    found = read(subscription, older)
    assert (found.period_start, found.price_id, found.seats) == (THEN, "price_1", 1)


def test_the_subscription_of_an_invoice_is_read_in_either_place() -> None:
    parent = {"subscription_details": {"subscription": "sub_1"}}
    assert read(invoice, an_invoice(parent=parent)).subscription_id == "sub_1"
    assert read(invoice, an_invoice(subscription="sub_1")).subscription_id == "sub_1"


def test_who_is_expanded_is_known_by_the_id() -> None:
    found = read(invoice, an_invoice(customer={"id": "cus_1", "object": "customer"}))
    assert found.customer_id == "cus_1"


@pytest.mark.parametrize("amount", [29.0, "2900", None, True])
def test_an_amount_that_is_no_whole_number_is_refused(amount: Any) -> None:
    with pytest.raises(Failed) as caught:
        read(invoice, an_invoice(total=amount))
    assert caught.value.code == "stripe_object_unreadable"


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "resting"},
        {"items": {"data": []}},
        {"items": None},
        {"customer": None},
        {"created": "yesterday"},
        {"created": 10**30},
    ],
)
def test_a_subscription_that_makes_no_sense_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Failed) as caught:
        read(subscription, a_subscription(**changes))
    assert caught.value.code == "stripe_object_unreadable"
