"""Every object has the fields that the SDK knows of it, and no others."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin

import pytest
import stripe

from infra.local.stripe_twin.twin import Twin
from infra.local.stripe_twin.versions import CURRENT, rendered
from tests.fakes.clock import FixedClock
from tests.stripe_twin.in_process import client_of
from tests.stripe_twin.shop import item_of, open_shop

KINDS: Mapping[str, type[stripe.StripeObject]] = {
    "billing.meter": stripe.billing.Meter,
    "billing_portal.session": stripe.billing_portal.Session,
    "checkout.session": stripe.checkout.Session,
    "credit_note": stripe.CreditNote,
    "customer": stripe.Customer,
    "invoice": stripe.Invoice,
    "invoiceitem": stripe.InvoiceItem,
    "line_item": stripe.InvoiceLineItem,
    "payment_method": stripe.PaymentMethod,
    "price": stripe.Price,
    "product": stripe.Product,
    "setup_intent": stripe.SetupIntent,
    "subscription": stripe.Subscription,
    "subscription_item": stripe.SubscriptionItem,
    "subscription_schedule": stripe.SubscriptionSchedule,
}


@pytest.fixture(scope="module")
def seen() -> Mapping[str, list[dict[str, Any]]]:
    """By kind, in the current version."""
    clock = FixedClock()
    twin = Twin(clock)
    shop = open_shop(client_of(twin))
    customer = shop.customer()
    client = shop.client.v1
    session = client.checkout.sessions.create(
        {
            "mode": "subscription",
            "customer": customer,
            "line_items": [{"price": shop.small, "quantity": 1}, {"price": shop.overage}],
            "success_url": "https://app.example/",
        }
    )
    twin.complete_checkout(session.id)
    [subscription] = client.subscriptions.list({"customer": customer}).data
    [paid] = client.invoices.list({"customer": customer}).data
    client.credit_notes.create({"invoice": str(paid.id), "amount": 100, "refund_amount": 100})
    client.subscription_schedules.create({"from_subscription": subscription.id})
    clock.move(days=3)
    items: Any = [{"id": item_of(subscription).id, "quantity": 3}]
    client.subscriptions.update(subscription.id, {"items": items})
    client.billing_portal.sessions.create({"customer": customer})
    client.setup_intents.create({"customer": customer, "payment_method": "pm_card_visa"})
    clock.move(days=40)
    twin.settle()
    found: dict[str, list[dict[str, Any]]] = {}
    for thing in twin.account.things.values():
        for part in _objects(rendered(twin.account, thing, CURRENT)):
            found.setdefault(part["object"], []).append(part)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_fields_are_those_that_the_sdk_knows(
    seen: Mapping[str, list[dict[str, Any]]], kind: str
) -> None:
    assert {name for thing in seen[kind] for name in _unknown(KINDS[kind], thing)} == set()


@pytest.mark.parametrize("kind", KINDS)
def test_fields_that_are_always_there_are_there(
    seen: Mapping[str, list[dict[str, Any]]], kind: str
) -> None:
    known = _annotated(KINDS[kind])
    always = {name for name, hint in known.items() if type(None) not in get_args(hint)}
    for thing in seen[kind]:
        assert {name for name in always if thing.get(name) is None} == set()


@pytest.mark.parametrize("kind", KINDS)
def test_plain_values_are_of_the_types_that_the_sdk_knows(
    seen: Mapping[str, list[dict[str, Any]]], kind: str
) -> None:
    known = _annotated(KINDS[kind])
    for thing in seen[kind]:
        wrong = {name: value for name, value in thing.items() if not _fits(value, known[name])}
        assert wrong == {}


def _unknown(cls: type, thing: Mapping[str, Any]) -> Iterator[str]:
    """Of its parts as well, as far as they are no objects themselves."""
    known = _annotated(cls)
    parts: Mapping[str, type] = vars(cls).get("_inner_class_types", {})
    for name, value in thing.items():
        if name not in known:
            yield f"{cls.__name__}.{name}"
        elif name in parts and isinstance(value, Mapping):
            yield from _unknown(parts[name], value)


def _annotated(cls: type) -> Mapping[str, Any]:
    return {
        name: hint
        for name, hint in vars(cls)["__annotations__"].items()
        if name != "OBJECT_NAME" and not name.startswith("_")
    }


def _fits(value: Any, hint: Any) -> bool:
    """Of numbers, texts, flags and named words."""
    if value is None or not isinstance(value, str | int | bool):
        return True
    if get_origin(hint) is Union:
        return any(_fits(value, each) for each in get_args(hint))
    if get_origin(hint) is Literal:
        return value in get_args(hint)
    return type(value) is (str if hint is Decimal else hint)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.get("object") in KINDS:
            yield json.loads(json.dumps(value))
        for each in value.values():
            yield from _objects(each)
    elif isinstance(value, list):
        for each in value:
            yield from _objects(each)
