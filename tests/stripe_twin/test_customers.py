"""Customers and their cards, and what is driven over HTTP."""

import httpx
import stripe

from infra.local.stripe_twin.server import Serving
from infra.local.stripe_twin.twin import Twin
from tests.stripe_twin.shop import Shop


def test_a_setup_intent_attaches_the_card(client: stripe.StripeClient) -> None:
    customer = client.v1.customers.create({"email": "ada@example.com"})
    intent = client.v1.setup_intents.create({"customer": customer.id})
    assert intent.status == "requires_payment_method"
    assert (intent.client_secret or "").startswith(f"{intent.id}_secret_")
    done = client.v1.setup_intents.confirm(intent.id, {"payment_method": "pm_card_visa"})
    cards = client.v1.payment_methods.list({"customer": customer.id}).data
    assert (done.status, [card.id for card in cards]) == ("succeeded", [done.payment_method])


def test_a_detached_card_is_the_default_no_more(shop: Shop) -> None:
    customer = shop.customer()
    shop.client.v1.payment_methods.detach(shop.card_of(customer))
    settings = shop.client.v1.customers.retrieve(customer).invoice_settings
    assert settings is not None
    assert settings.default_payment_method is None


def test_metadata_is_merged_and_taken_away(client: stripe.StripeClient) -> None:
    made = client.v1.customers.create({"metadata": {"tenant": "ten_1", "plan": "free"}})
    kept = client.v1.customers.update(made.id, {"metadata": {"plan": "", "seats": "3"}})
    assert kept.metadata is not None
    assert kept.metadata.to_dict() == {"tenant": "ten_1", "seats": "3"}


def test_a_deleted_customer_has_no_subscription_left(shop: Shop) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    shop.client.v1.customers.delete(customer)
    assert shop.client.v1.customers.retrieve(customer).deleted
    assert shop.subscription(subscription.id).status == "canceled"


def test_ids_are_expanded(shop: Shop) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer, expand=["latest_invoice", "customer"])
    assert isinstance(subscription.latest_invoice, stripe.Invoice)
    assert isinstance(subscription.customer, stripe.Customer)
    listed = shop.client.v1.subscriptions.list(
        {"customer": customer, "expand": ["data.latest_invoice"]}
    )
    assert isinstance(listed.data[0].latest_invoice, stripe.Invoice)


def test_time_bank_and_faults_are_driven_over_http(shop: Shop, twin: Twin, server: Serving) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    httpx.post(f"{server.url}/_twin/bank", json={"decline": [shop.card_of(customer)]})
    httpx.post(f"{server.url}/_twin/advance", json={"days": 31})
    assert shop.subscription(subscription.id).status == "past_due"
    httpx.post(f"{server.url}/_twin/faults", json={"deliveries": {"drop": 0.5}})
    assert twin.courier.faults.drop == 0.5


def test_endpoints_are_added_over_http(shop: Shop, twin: Twin, server: Serving) -> None:
    endpoint = {"url": "http://127.0.0.1:1/", "secrets": ["whsec_1"], "kind": "thin"}
    httpx.post(f"{server.url}/_twin/endpoints", json=endpoint)
    shop.customer()
    assert {each.endpoint.secrets for each in twin.courier.waiting} == {("whsec_1",)}
