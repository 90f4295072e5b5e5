"""The same account, seen in three versions of the API."""

import json
from typing import Any

import pytest
import stripe

from infra.local.stripe_twin.courier import Endpoint
from infra.local.stripe_twin.server import Serving
from infra.local.stripe_twin.twin import Twin
from infra.local.stripe_twin.versions import CURRENT, OF_2019, OF_2024
from tests.stripe_twin.over_http import client_at
from tests.stripe_twin.shop import Shop, item_of


def test_the_sdk_pins_the_version_that_is_current_here() -> None:
    assert stripe.api_version == CURRENT


def test_periods_are_of_the_items_now(shop: Shop) -> None:
    subscription = _plain(shop.subscribe(shop.customer()))
    item = subscription["items"]["data"][0]
    assert item["current_period_end"] > item["current_period_start"]
    assert "current_period_end" not in subscription


@pytest.mark.parametrize("version", [OF_2024, OF_2019])
def test_periods_were_of_the_subscription(shop: Shop, server: Serving, version: str) -> None:
    made = shop.subscribe(shop.customer())
    old = client_at(server.url, version=version)
    subscription = _plain(old.v1.subscriptions.retrieve(made.id))
    assert subscription["current_period_end"] == item_of(made).current_period_end
    assert "current_period_end" not in subscription["items"]["data"][0]


def test_an_invoice_has_a_parent_now(shop: Shop) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    invoice = _plain(shop.invoices(customer)[0])
    assert invoice["parent"]["subscription_details"]["subscription"] == subscription.id
    assert "subscription" not in invoice
    line = invoice["lines"]["data"][0]
    assert line["parent"]["subscription_item_details"]["proration"] is False
    assert line["pricing"]["price_details"]["price"] == shop.small


@pytest.mark.parametrize("version", [OF_2024, OF_2019])
def test_an_invoice_named_its_subscription(shop: Shop, server: Serving, version: str) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    old = client_at(server.url, version=version)
    invoice = _plain(old.v1.invoices.list({"customer": customer}).data[0])
    assert (invoice["subscription"], invoice["paid"]) == (subscription.id, True)
    line = invoice["lines"]["data"][0]
    assert (line["price"]["id"], line["type"]) == (shop.small, "subscription")
    assert line["proration"] is False
    assert "parent" not in invoice
    assert "parent" not in line


def test_the_oldest_speaks_of_billing_and_start(shop: Shop, server: Serving) -> None:
    made = shop.subscribe(shop.customer())
    oldest = client_at(server.url, version=OF_2019)
    subscription = _plain(oldest.v1.subscriptions.retrieve(made.id))
    assert subscription["billing"] == "charge_automatically"
    assert subscription["start"] == made.start_date
    assert "collection_method" not in subscription


def test_the_oldest_customer_comes_with_subscriptions(shop: Shop, server: Serving) -> None:
    customer = shop.customer()
    made = shop.subscribe(customer)
    oldest = client_at(server.url, version=OF_2019)
    seen = _plain(oldest.v1.customers.retrieve(customer))
    assert [each["id"] for each in seen["subscriptions"]["data"]] == [made.id]


@pytest.mark.parametrize(
    ("version", "name"), [(CURRENT, "hosted_page"), (OF_2024, "hosted"), (OF_2019, "hosted")]
)
def test_a_page_was_called_otherwise(shop: Shop, server: Serving, version: str, name: str) -> None:
    session = shop.client.v1.checkout.sessions.create(
        {
            "mode": "subscription",
            "line_items": [{"price": shop.small, "quantity": 1}],
            "success_url": "https://app.example/",
        }
    )
    seen = client_at(server.url, version=version).v1.checkout.sessions.retrieve(session.id)
    assert seen.ui_mode == name


@pytest.mark.parametrize("version", [CURRENT, OF_2024, OF_2019])
def test_a_webhook_has_the_version_of_its_endpoint(shop: Shop, twin: Twin, version: str) -> None:
    told = _told(shop, twin, version)["customer.subscription.created"]
    is_current = version == CURRENT
    assert told["api_version"] == version
    assert ("current_period_end" not in told["data"]["object"]) == is_current


def test_what_changed_is_told_in_the_version_of_the_endpoint(shop: Shop, twin: Twin) -> None:
    before = {
        version: _told(shop, twin, version)["customer.subscription.updated"]["data"]
        for version in (CURRENT, OF_2024)
    }
    assert before[CURRENT]["previous_attributes"]["cancel_at_period_end"] is False
    assert "items" not in before[OF_2024]["previous_attributes"]


def _told(shop: Shop, twin: Twin, version: str) -> dict[str, Any]:
    """By type, the last of each."""
    twin.courier.endpoints[:] = [Endpoint("http://127.0.0.1:1/", version=version)]
    twin.courier.waiting.clear()
    subscription = shop.subscribe(shop.customer())
    shop.client.v1.subscriptions.update(subscription.id, {"cancel_at_period_end": True})
    bodies = [json.loads(twin.courier.body(each)) for each in twin.courier.waiting]
    return {body["type"]: body for body in bodies}


def _plain(thing: stripe.StripeObject) -> Any:
    return json.loads(str(thing))
