"""What is given back of an invoice, as an application sees it."""

from typing import Any

import pytest
import stripe

from infra.local.stripe_twin.twin import Twin
from tests.stripe_twin.shop import Shop


def _paid(shop: Shop) -> stripe.Invoice:
    customer = shop.customer()
    shop.subscribe(customer)
    return shop.invoices(customer)[0]


def _credit(shop: Shop, invoice: stripe.Invoice, **amounts: int) -> stripe.CreditNote:
    wanted: Any = {"invoice": invoice.id, **amounts}
    return shop.client.v1.credit_notes.create(wanted)


def test_a_credit_note_refunds_what_was_paid(shop: Shop, twin: Twin) -> None:
    invoice = _paid(shop)
    note = _credit(shop, invoice, amount=2_900, refund_amount=2_900)
    assert (note.total, note.refunds[0].amount_refunded) == (2_900, 2_900)
    after = shop.client.v1.invoices.retrieve(str(invoice.id))
    assert (after.status, after.amount_paid) == ("paid", 2_900)
    assert after.post_payment_credit_notes_amount == 2_900
    assert "credit_note.created" in [event.type for event in twin.account.events]


def test_it_is_found_by_its_invoice(shop: Shop) -> None:
    invoice = _paid(shop)
    note = _credit(shop, invoice, amount=100, refund_amount=100)
    assert [
        each.id for each in shop.client.v1.credit_notes.list({"invoice": str(invoice.id)}).data
    ] == [note.id]
    assert shop.client.v1.credit_notes.retrieve(note.id).invoice == invoice.id


def test_it_may_go_to_the_balance_instead(shop: Shop) -> None:
    invoice = _paid(shop)
    _credit(shop, invoice, amount=400, credit_amount=400)
    assert shop.client.v1.customers.retrieve(str(invoice.customer)).balance == -400


@pytest.mark.parametrize(
    "amounts",
    [
        {"amount": 3_000, "refund_amount": 3_000},
        {"amount": 2_900, "refund_amount": 2_000},
        {"amount": 0},
    ],
)
def test_it_cannot_be_of_other_than_what_was_paid(shop: Shop, amounts: dict[str, int]) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        _credit(shop, _paid(shop), **amounts)
    assert refused.value.param == "amount"


def test_nothing_is_given_back_twice(shop: Shop) -> None:
    invoice = _paid(shop)
    _credit(shop, invoice, amount=2_900, refund_amount=2_900)
    with pytest.raises(stripe.InvalidRequestError):
        _credit(shop, invoice, amount=2_900, refund_amount=2_900)


def test_what_came_from_the_balance_is_not_refunded(shop: Shop) -> None:
    customer = shop.customer()
    shop.subscribe(customer)
    _credit(shop, shop.invoices(customer)[0], amount=400, credit_amount=400)
    shop.subscribe(customer)
    second = shop.invoices(customer)[1]
    assert (second.total, second.amount_paid) == (2_900, 2_500)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        _credit(shop, second, amount=2_900, refund_amount=2_900)
    assert refused.value.param == "refund_amount"


def test_an_invoice_that_is_not_paid_has_nothing_to_give_back(shop: Shop) -> None:
    customer = shop.customer(card=None)
    shop.subscribe(customer, payment_behavior="default_incomplete")
    with pytest.raises(stripe.InvalidRequestError) as refused:
        _credit(shop, shop.invoices(customer)[0], amount=2_900, refund_amount=2_900)
    assert refused.value.param == "invoice"


def test_a_cancellation_that_asks_for_nothing_makes_no_invoice(shop: Shop) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    before = len(shop.invoices(customer))
    shop.client.v1.subscriptions.cancel(subscription.id)
    assert len(shop.invoices(customer)) == before
    assert shop.client.v1.invoice_items.list({"customer": customer}).data == []
