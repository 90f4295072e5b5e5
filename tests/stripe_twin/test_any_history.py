"""Whatever is done in whatever order: amounts add up, and the last event tells what is."""

import contextlib
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
import stripe

from infra.local.stripe_twin.account import Thing
from infra.local.stripe_twin.twin import Twin
from tests.fakes.clock import FixedClock
from tests.stripe_twin.in_process import client_of
from tests.stripe_twin.shop import Shop, item_of, open_shop

STEPS = 40


@pytest.mark.parametrize("seed", range(12))
def test_invoices_add_up(seed: int) -> None:
    twin = _lived(seed)
    for invoice in twin.account.all("invoice"):
        assert invoice["total"] == sum(line["amount"] for line in invoice["lines"]["data"])
        assert invoice["amount_paid"] + invoice["amount_remaining"] == invoice["amount_due"]
        assert (invoice["status"] == "paid") == (
            invoice["status_transitions"]["paid_at"] is not None
        )


@pytest.mark.parametrize("seed", range(12))
def test_the_last_event_of_a_subscription_tells_how_it_is(seed: int) -> None:
    twin = _lived(seed)
    told = _last_told(twin, "subscription")
    for subscription in twin.account.all("subscription"):
        assert told[subscription["id"]] == subscription


@pytest.mark.parametrize("seed", range(12))
def test_the_last_event_of_an_invoice_tells_its_standing(seed: int) -> None:
    twin = _lived(seed)
    told = _last_told(twin, "invoice")
    for invoice in twin.account.all("invoice"):
        last = told[invoice["id"]]
        assert (last["status"], last["amount_due"]) == (invoice["status"], invoice["amount_due"])


@pytest.mark.parametrize("seed", range(12))
def test_an_invoice_item_is_billed_at_most_once(seed: int) -> None:
    twin = _lived(seed)
    billed = [
        details["invoice_item"]
        for invoice in twin.account.all("invoice")
        for line in invoice["lines"]["data"]
        if (details := line["parent"]["subscription_item_details"]) and details["invoice_item"]
    ]
    assert len(billed) == len(set(billed))


def _lived(seed: int) -> Twin:
    clock, chance = FixedClock(), random.Random(seed)
    twin = Twin(clock, seed)
    twin.settings.after_retries = chance.choice(("cancel", "unpaid", "past_due"))
    shop = open_shop(client_of(twin))
    customers = [shop.customer() for _ in range(3)]
    steps = _steps(shop, twin, chance)
    for _ in range(STEPS):
        clock.move(hours=chance.random() * 300)
        with contextlib.suppress(stripe.InvalidRequestError, stripe.CardError):
            chance.choice(steps)(chance.choice(customers))
    twin.settle()
    return twin


def _steps(shop: Shop, twin: Twin, chance: random.Random) -> list[Callable[[str], Any]]:
    prices = (shop.small, shop.large, shop.yearly)

    def subscribe(customer: str) -> None:
        trial = chance.choice((0, 0, 14))
        shop.subscribe(customer, **({"trial_period_days": trial} if trial else {}))

    def change(customer: str, **params: Any) -> None:
        for subscription in shop.client.v1.subscriptions.list({"customer": customer}).data:
            wanted: Any = params or {
                "items": [
                    {
                        "id": item_of(subscription).id,
                        "price": chance.choice(prices),
                        "quantity": chance.randint(1, 5),
                    }
                ],
                "proration_behavior": chance.choice(
                    ("none", "create_prorations", "always_invoice")
                ),
            }
            shop.client.v1.subscriptions.update(subscription.id, wanted)

    def cancel(customer: str) -> None:
        for subscription in shop.client.v1.subscriptions.list({"customer": customer}).data:
            at_once: Any = {"invoice_now": chance.random() < 0.5, "prorate": True}
            shop.client.v1.subscriptions.cancel(subscription.id, at_once)

    def pay(customer: str) -> None:
        owed = shop.client.v1.invoices.list({"customer": customer, "status": "open"}).data
        for invoice in owed:
            shop.client.v1.invoices.pay(invoice.id)

    return [
        subscribe,
        subscribe,
        change,
        change,
        lambda customer: change(customer, cancel_at_period_end=True),
        lambda customer: change(customer, cancel_at_period_end=False),
        cancel,
        pay,
        lambda customer: twin.decline(shop.card_of(customer)),
        lambda customer: twin.accept(shop.card_of(customer)),
    ]


def _last_told(twin: Twin, kind: str) -> dict[str, Thing]:
    told = [json.loads(event.after) for event in twin.account.events]
    return {each["id"]: each for each in told if each["object"] == kind and "id" in each}
