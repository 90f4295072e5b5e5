"""The pages that a customer is sent to."""

from typing import Any

import httpx
import stripe

from infra.local.stripe_twin.server import Serving
from tests.stripe_twin.shop import Shop


def test_a_checkout_is_completed_at_its_page(shop: Shop) -> None:
    session = _checkout(shop)
    shown = httpx.get(session.url or "").text
    assert "<td>Plan</td><td>29.00 USD each month</td>" in shown
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
    assert "Your card was declined." in answer.text
    assert "<form" in answer.text
    assert shop.client.v1.checkout.sessions.retrieve(session.id).status == "open"


def test_the_portal_leads_back(shop: Shop) -> None:
    session = _portal(shop, shop.customer())
    assert 'href="https://app.example/billing"' in httpx.get(session.url).text


def test_a_page_that_was_paid_at_leads_on(shop: Shop) -> None:
    session = _checkout(shop)
    httpx.post(session.url or "")
    shown = httpx.get(session.url or "").text
    assert f'href="https://app.example/done?session={session.id}"' in shown
    assert "<form" not in shown


def test_a_trial_costs_nothing_today(shop: Shop) -> None:
    session = _checkout(shop, subscription_data={"trial_period_days": 14})
    shown = httpx.get(session.url or "").text
    assert "<td>Due today, with 14 days on trial</td><td>0.00 USD</td>" in shown


def test_a_name_is_no_markup(shop: Shop) -> None:
    product = shop.client.v1.prices.retrieve(shop.small).product
    shop.client.v1.products.update(str(product), {"name": "<b>Plan</b>"})
    assert "&lt;b&gt;Plan&lt;/b&gt;" in httpx.get(_checkout(shop).url or "").text


def test_who_comes_from_no_page_is_told_that_it_is_done(shop: Shop, server: Serving) -> None:
    session = _checkout(shop, success_url=f"{server.url}/returned")
    answer = httpx.post(session.url or "", follow_redirects=True)
    assert (answer.status_code, "Thank you" in answer.text) == (200, True)


def test_the_portal_shows_what_was_bought_and_paid(shop: Shop) -> None:
    customer = shop.customer()
    shop.subscribe(customer)
    shown = httpx.get(_portal(shop, customer).url).text
    assert "<td>Plan</td><td>29.00 USD each month</td>" in shown
    assert "<td>Visa ending in 4242</td>" in shown
    assert ", paid</td><td>29.00 USD</td>" in shown


def test_an_invoice_has_a_page_with_its_lines(shop: Shop) -> None:
    customer = shop.customer()
    shop.subscribe(customer)
    (invoice,) = shop.invoices(customer)
    shown = httpx.get(invoice.hosted_invoice_url or "").text
    assert f"<h1>Invoice {invoice.number}</h1>" in shown
    assert "<td>In all</td><td>29.00 USD</td>" in shown


def test_a_customer_of_the_portal_cancels_and_thinks_better_of_it(shop: Shop) -> None:
    customer = shop.customer()
    subscription, portal = shop.subscribe(customer).id, _portal(shop, customer).url
    httpx.post(portal, data={"subscription": subscription, "renews": "no"})
    assert shop.subscription(subscription).cancel_at_period_end
    assert "Ends on" in httpx.get(portal).text
    httpx.post(portal, data={"subscription": subscription, "renews": "yes"})
    assert not shop.subscription(subscription).cancel_at_period_end


def test_nobody_cancels_what_another_has_bought(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer()).id
    stranger = _portal(shop, shop.customer()).url
    httpx.post(stranger, data={"subscription": subscription, "renews": "no"})
    assert not shop.subscription(subscription).cancel_at_period_end


def _checkout(shop: Shop, **params: Any) -> stripe.checkout.Session:
    wanted: Any = {
        "mode": "subscription",
        "customer_email": "ada@example.com",
        "line_items": [{"price": shop.small, "quantity": 1}],
        "subscription_data": {"metadata": {"tenant": "ten_1"}},
        "success_url": "https://app.example/done?session={CHECKOUT_SESSION_ID}",
        **params,
    }
    return shop.client.v1.checkout.sessions.create(wanted)


def _portal(shop: Shop, customer: str) -> stripe.billing_portal.Session:
    return shop.client.v1.billing_portal.sessions.create(
        {"customer": customer, "return_url": "https://app.example/billing"}
    )
