"""What it refuses, and how the SDK reports it."""

from http import HTTPStatus
from typing import Any

import pytest
import stripe

from infra.local.stripe_twin.server import Serving
from infra.local.stripe_twin.twin import Twin
from tests.stripe_twin.in_process import KEY
from tests.stripe_twin.over_http import client_at
from tests.stripe_twin.shop import Shop, item_of


def test_an_unknown_id_is_not_found(client: stripe.StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.customers.retrieve("cus_unknown")
    assert refused.value.http_status == HTTPStatus.NOT_FOUND
    assert (refused.value.code, refused.value.param) == ("resource_missing", "id")
    assert (refused.value.request_id or "").startswith("req_")


def test_an_unknown_id_in_a_parameter_is_a_bad_request(client: stripe.StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.billing_portal.sessions.create({"customer": "cus_unknown"})
    assert refused.value.http_status == HTTPStatus.BAD_REQUEST
    assert (refused.value.code, refused.value.param) == ("resource_missing", "customer")


def test_a_list_of_an_unknown_customer_is_refused(client: stripe.StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.subscriptions.list({"customer": "cus_unknown"})
    assert (refused.value.code, refused.value.param) == ("resource_missing", "customer")


def test_a_missing_parameter_is_named(client: stripe.StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.billing_portal.sessions.create({})
    assert (refused.value.code, refused.value.param) == ("parameter_missing", "customer")


def test_a_price_that_is_no_longer_sold_is_refused(shop: Shop) -> None:
    shop.client.v1.prices.update(shop.small, {"active": False})
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.subscribe(shop.customer())
    assert refused.value.param == "items[0][price]"


def test_a_metered_price_has_no_quantity(shop: Shop) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.subscribe(shop.customer(), items=[{"price": shop.overage, "quantity": 1}])
    assert refused.value.param == "items[0][quantity]"


def test_a_subscription_that_costs_needs_a_card(shop: Shop) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.subscribe(shop.customer(card=None))
    assert refused.value.code == "resource_missing"


def test_a_card_of_another_customer_cannot_be_the_default(shop: Shop) -> None:
    theirs = shop.card_of(shop.customer())
    with pytest.raises(stripe.InvalidRequestError):
        shop.subscribe(shop.customer(), default_payment_method=theirs)


def test_a_card_of_another_customer_cannot_be_attached(shop: Shop) -> None:
    theirs = shop.card_of(shop.customer())
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.client.v1.payment_methods.attach(theirs, {"customer": shop.customer()})
    assert refused.value.code == "payment_method_unexpected_state"


def test_what_has_ended_cannot_be_changed(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer())
    shop.client.v1.subscriptions.cancel(subscription.id)
    with pytest.raises(stripe.InvalidRequestError):
        shop.client.v1.subscriptions.update(subscription.id, {"cancel_at_period_end": True})


def test_what_has_ended_has_no_next_invoice(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer())
    shop.client.v1.subscriptions.cancel(subscription.id)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.client.v1.invoices.create_preview({"subscription": subscription.id})
    assert refused.value.code == "invoice_upcoming_none"


def test_the_old_notation_of_the_anchor_is_refused(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer())
    old: Any = {"billing_cycle_anchor": "now"}
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.client.v1.subscriptions.update(subscription.id, old)
    assert refused.value.param == "billing_cycle_anchor"


def test_a_refused_change_changes_nothing(shop: Shop, twin: Twin) -> None:
    subscription = shop.subscribe(shop.customer())
    before = len(twin.account.events)
    items: Any = [
        {"id": item_of(subscription).id, "price": shop.large},
        {"price": "price_unknown"},
    ]
    with pytest.raises(stripe.InvalidRequestError):
        shop.client.v1.subscriptions.update(subscription.id, {"items": items})
    assert item_of(shop.subscription(subscription.id)).price.id == shop.small
    assert len(twin.account.events) == before


def test_a_key_of_another_kind_is_unauthenticated(server: Serving) -> None:
    stranger = stripe.StripeClient("pk_test_1", base_addresses={"api": server.url})
    with pytest.raises(stripe.AuthenticationError):
        stranger.v1.customers.list()


def test_an_unknown_url_says_so(client: stripe.StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="Unrecognized request URL"):
        client.v1.coupons.list()


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("rate_limited", stripe.RateLimitError),
        ("key_in_use", stripe.APIError),
        ("unavailable", stripe.APIError),
        ("broken", stripe.APIError),
        ("timeout", stripe.APIConnectionError),
    ],
)
def test_a_fault_on_demand_does_nothing_once(
    twin: Twin, client: stripe.StripeClient, fault: str, error: type[stripe.StripeError]
) -> None:
    twin.faults.enqueue(fault)
    with pytest.raises(error):
        client.v1.customers.create({"email": "ada@example.com"})
    assert client.v1.customers.list().data == []


@pytest.mark.parametrize("fault", ["broken_after", "lost"])
def test_a_fault_on_demand_comes_after_the_work(
    twin: Twin, client: stripe.StripeClient, fault: str
) -> None:
    twin.faults.enqueue(fault)
    with pytest.raises(stripe.StripeError):
        client.v1.customers.create({"email": "ada@example.com"})
    assert len(client.v1.customers.list().data) == 1


def test_a_caller_gives_up_on_a_silent_answer(twin: Twin, server: Serving) -> None:
    twin.settings.silence_s = 0.5
    twin.faults.enqueue("lost")
    hasty = stripe.StripeClient(
        KEY, base_addresses={"api": server.url}, http_client=stripe.RequestsClient(timeout=0.1)
    )
    with pytest.raises(stripe.APIConnectionError, match="Timeout"):
        hasty.v1.customers.create({"email": "ada@example.com"})
    assert len(client_at(server.url).v1.customers.list().data) == 1


def test_a_fault_waits_for_its_path(twin: Twin, client: stripe.StripeClient) -> None:
    twin.faults.enqueue("rate_limited", path="/v1/invoices")
    assert client.v1.customers.list().data == []
    with pytest.raises(stripe.RateLimitError):
        client.v1.invoices.list()


def test_the_sdk_tries_again_by_itself(twin: Twin, server: Serving) -> None:
    twin.faults.enqueue("unavailable", "timeout")
    patient = client_at(server.url, retries=2)
    assert patient.v1.customers.list().data == []
    assert len(twin.asked) == 3
