"""A seller with two plans and a meter, as set up by the real SDK."""

from dataclasses import dataclass
from typing import Any

import stripe

MONTH = {"interval": "month"}


@dataclass(frozen=True, slots=True)
class Shop:
    client: stripe.StripeClient
    meter: str
    small: str
    large: str
    yearly: str
    overage: str

    def customer(self, card: str | None = "pm_card_visa") -> str:
        """With a default payment method, unless there is to be none."""
        customer = self.client.v1.customers.create({"email": "ada@example.com"})
        if card:
            attached = self.client.v1.payment_methods.attach(card, {"customer": customer.id})
            default: Any = {"default_payment_method": attached.id}
            self.client.v1.customers.update(customer.id, {"invoice_settings": default})
        return customer.id

    def card_of(self, customer: str) -> str:
        return self.client.v1.customers.payment_methods.list(customer).data[0].id

    def subscribe(self, customer: str, **params: Any) -> stripe.Subscription:
        wanted: Any = {"customer": customer, "items": [{"price": self.small}], **params}
        return self.client.v1.subscriptions.create(wanted)

    def subscription(self, id_: str) -> stripe.Subscription:
        return self.client.v1.subscriptions.retrieve(id_)

    def invoices(self, customer: str) -> list[stripe.Invoice]:
        """Oldest first."""
        return self.client.v1.invoices.list({"customer": customer}).data[::-1]

    def use(self, customer: str, identifier: str, runs: int = 1, **params: Any) -> None:
        event: Any = {
            "event_name": "runs",
            "identifier": identifier,
            "payload": {"stripe_customer_id": customer, "value": str(runs)},
            **params,
        }
        self.client.v1.billing.meter_events.create(event)


def open_shop(client: stripe.StripeClient) -> Shop:
    product = client.v1.products.create({"name": "Plan"}).id
    meter = client.v1.billing.meters.create(
        {
            "display_name": "Runs",
            "event_name": "runs",
            "default_aggregation": {"formula": "sum"},
        }
    ).id
    metered = {**MONTH, "usage_type": "metered", "meter": meter}
    prices = [
        _price(client, product, amount, recurring)
        for amount, recurring in (
            (2_900, MONTH),
            (9_900, MONTH),
            (29_000, {"interval": "year"}),
            (50, metered),
        )
    ]
    return Shop(client, meter, *prices)


def item_of(subscription: stripe.Subscription, number: int = 0) -> stripe.SubscriptionItem:
    """By key: the attribute of that name is taken."""
    items: list[stripe.SubscriptionItem] = subscription["items"].data
    return items[number]


def _price(client: stripe.StripeClient, product: str, amount: int, recurring: Any) -> str:
    price: Any = {
        "currency": "usd",
        "product": product,
        "unit_amount": amount,
        "recurring": recurring,
    }
    return client.v1.prices.create(price).id
