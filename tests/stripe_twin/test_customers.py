"""Customers, their cards and the pages that they are sent to."""

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


def test_a_checkout_is_completed_at_its_page(shop: Shop) -> None:
    session = _checkout(shop)
    assert "Plan: 29.00 USD" in httpx.get(session.url or "").text
    answer = httpx.post(session.url or "")
    assert answer.headers["location"] == f"https://app.example/done?session={session.id}"
    done = shop.client.v1.checkout.sessions.retrieve(session.id, {"expand": ["subscription"]})
    assert done.status == "complete"
    assert isinstance(done.subscription, stripe.Subscription)
    assert done.subscription.metadata["tenant"] == "ten_1"


def test_a_checkout_is_completed_once(shop: Shop) -> None:
    url = _checkout(shop).url or ""
    assert httpx.post(url).status_code == 303
    assert httpx.post(url).status_code == 400


def test_a_declined_card_leaves_the_checkout_open(shop: Shop) -> None:
    session = _checkout(shop)
    answer = httpx.post(session.url or "", data={"card": "pm_card_chargeCustomerFail"})
    assert answer.status_code == 402
    assert shop.client.v1.checkout.sessions.retrieve(session.id).status == "open"


def test_the_portal_leads_back(shop: Shop) -> None:
    session = shop.client.v1.billing_portal.sessions.create(
        {"customer": shop.customer(), "return_url": "https://app.example/billing"}
    )
    assert "https://app.example/billing" in httpx.get(session.url).text


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


def _checkout(shop: Shop) -> stripe.checkout.Session:
    return shop.client.v1.checkout.sessions.create(
        {
            "mode": "subscription",
            "customer_email": "ada@example.com",
            "line_items": [{"price": shop.small, "quantity": 1}],
            "subscription_data": {"metadata": {"tenant": "ten_1"}},
            "success_url": "https://app.example/done?session={CHECKOUT_SESSION_ID}",
        }
    )
