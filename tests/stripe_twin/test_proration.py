"""What a change within a period costs, whatever the prices and the moment."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.local.stripe_twin.invoices.proration import rounded
from infra.local.stripe_twin.twin import Twin
from tests.fakes.clock import FixedClock
from tests.stripe_twin.in_process import client_of
from tests.stripe_twin.shop import Shop, item_of, open_shop

amounts = st.integers(0, 10_000_000)
spans = st.integers(1, 366 * 86_400).flatmap(
    lambda whole: st.tuples(st.integers(0, whole), st.just(whole))
)


@given(amounts, spans)
def test_a_share_is_off_by_half_a_cent_at_most(amount: int, span: tuple[int, int]) -> None:
    part, whole = span
    assert abs(2 * (rounded(amount, part, whole) * whole - amount * part)) <= whole


@given(st.integers(0, 29 * 86_400), st.integers(1, 50))
def test_there_and_back_at_once_costs_nothing(seconds: int, seats: int) -> None:
    shop, clock = _shop()
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    clock.move(seconds=seconds)
    for price, quantity in ((shop.large, seats), (shop.small, 1)):
        items: Any = [{"id": item_of(subscription).id, "price": price, "quantity": quantity}]
        shop.client.v1.subscriptions.update(subscription.id, {"items": items})
    clock.move(days=31)
    assert [invoice.total for invoice in shop.invoices(customer)] == [2_900, 2_900]


@pytest.mark.parametrize("behavior", ["create_prorations", "always_invoice"])
def test_it_is_billed_now_or_with_the_renewal_but_once(behavior: Any) -> None:
    shop, clock = _shop()
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    clock.move(days=15)
    items: Any = [{"id": item_of(subscription).id, "price": shop.large}]
    shop.client.v1.subscriptions.update(
        subscription.id, {"items": items, "proration_behavior": behavior}
    )
    clock.move(days=15, hours=2)
    assert sum(invoice.total for invoice in shop.invoices(customer)) == 2_900 + 3_500 + 9_900


def test_without_proration_the_new_price_waits_for_the_renewal() -> None:
    shop, clock = _shop()
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    clock.move(days=15)
    items: Any = [{"id": item_of(subscription).id, "price": shop.large}]
    shop.client.v1.subscriptions.update(
        subscription.id, {"items": items, "proration_behavior": "none"}
    )
    clock.move(days=15, hours=2)
    assert [invoice.total for invoice in shop.invoices(customer)] == [2_900, 9_900]


def test_what_is_given_back_is_credit_for_the_next_invoices() -> None:
    shop, clock = _shop()
    customer = shop.customer()
    subscription = shop.subscribe(customer, items=[{"price": shop.large, "quantity": 3}])
    items: Any = [{"id": item_of(subscription).id, "price": shop.small, "quantity": 1}]
    shop.client.v1.subscriptions.update(
        subscription.id, {"items": items, "proration_behavior": "always_invoice"}
    )
    assert shop.client.v1.customers.retrieve(customer).balance == 2_900 - 3 * 9_900
    clock.move(days=30, hours=2)
    renewed = shop.invoices(customer)[-1]
    assert (renewed.total, renewed.amount_due, renewed.amount_paid) == (2_900, 0, 0)
    assert shop.client.v1.customers.retrieve(customer).balance == 2 * 2_900 - 3 * 9_900


def _shop() -> tuple[Shop, FixedClock]:
    clock = FixedClock()
    return open_shop(client_of(Twin(clock))), clock
