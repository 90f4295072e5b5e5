"""Six ways that a subscription can go, as an application sees them."""

from typing import Any

import pytest
import stripe

from infra.local.stripe_twin.twin import Twin
from tests.fakes.clock import FixedClock
from tests.stripe_twin.shop import Shop, item_of


def test_a_trial_becomes_a_paid_subscription(shop: Shop, twin: Twin, clock: FixedClock) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer, trial_period_days=14)
    assert subscription.status == "trialing"
    clock.move(days=14, hours=2)
    assert shop.subscription(subscription.id).status == "active"
    assert [invoice.total for invoice in shop.invoices(customer)] == [0, 2_900]
    assert shop.invoices(customer)[1].billing_reason == "subscription_cycle"
    assert _told(twin).count("customer.subscription.trial_will_end") == 1


def test_a_trial_without_a_card_ends_unpaid(shop: Shop, clock: FixedClock) -> None:
    subscription = shop.subscribe(shop.customer(card=None), trial_period_days=14)
    clock.move(days=14, hours=2)
    assert shop.subscription(subscription.id).status == "past_due"


@pytest.mark.parametrize(("behavior", "status"), [("cancel", "canceled"), ("pause", "paused")])
def test_a_trial_without_a_card_ends_as_it_was_told_to(
    shop: Shop, clock: FixedClock, behavior: str, status: str
) -> None:
    at_the_end = {"end_behavior": {"missing_payment_method": behavior}}
    customer = shop.customer(card=None)
    subscription = shop.subscribe(customer, trial_period_days=3, trial_settings=at_the_end)
    clock.move(days=3, hours=2)
    assert shop.subscription(subscription.id).status == status


def test_an_upgrade_is_billed_at_once_for_the_rest_of_the_period(
    shop: Shop, clock: FixedClock
) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    clock.move(days=15)
    upgraded = shop.client.v1.subscriptions.update(
        subscription.id,
        {
            "items": [{"id": item_of(subscription).id, "price": shop.large}],
            "proration_behavior": "always_invoice",
        },
    )
    assert item_of(upgraded).price.id == shop.large
    assert item_of(upgraded).current_period_end == item_of(subscription).current_period_end
    billed = shop.invoices(customer)[-1]
    assert billed.billing_reason == "subscription_update"
    assert [line.amount for line in billed.lines.data] == [-1_450, 4_950]
    assert (billed.status, billed.amount_paid) == ("paid", 3_500)


def test_a_preview_says_what_the_upgrade_then_costs(shop: Shop, clock: FixedClock) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    clock.move(days=11, hours=7)
    at = int(clock.now().timestamp())
    items: Any = [{"id": item_of(subscription).id, "price": shop.large}]
    seen = shop.client.v1.invoices.create_preview(
        {
            "customer": customer,
            "subscription": subscription.id,
            "subscription_details": {
                "items": items,
                "proration_behavior": "always_invoice",
                "proration_date": at,
            },
        }
    )
    clock.move(minutes=9)
    shop.client.v1.subscriptions.update(
        subscription.id,
        {"items": items, "proration_behavior": "always_invoice", "proration_date": at},
    )
    assert seen.total == shop.invoices(customer)[-1].total
    assert all(line["parent"]["subscription_item_details"].proration for line in seen.lines.data)


def test_a_preview_changes_nothing(shop: Shop, twin: Twin) -> None:
    subscription = shop.subscribe(shop.customer())
    before = len(_told(twin))
    shop.client.v1.invoices.create_preview({"subscription": subscription.id})
    assert len(_told(twin)) == before


def test_a_downgrade_waits_for_the_end_of_the_period(shop: Shop, clock: FixedClock) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer, items=[{"price": shop.large}])
    end = item_of(subscription).current_period_end
    schedules = shop.client.v1.subscription_schedules
    schedule = schedules.create({"from_subscription": subscription.id})
    current: Any = {
        "start_date": schedule.phases[0].start_date,
        "end_date": end,
        "items": [{"price": shop.large, "quantity": 1}],
    }
    later: Any = {"items": [{"price": shop.small, "quantity": 1}]}
    schedules.update(schedule.id, {"phases": [current, later], "end_behavior": "release"})
    assert item_of(shop.subscription(subscription.id)).price.id == shop.large
    clock.move(days=30, hours=2)
    downgraded = shop.subscription(subscription.id)
    assert item_of(downgraded).price.id == shop.small
    assert item_of(downgraded).id == item_of(subscription).id
    assert [invoice.total for invoice in shop.invoices(customer)] == [9_900, 2_900]


def test_a_failed_payment_is_made_good(shop: Shop, twin: Twin, clock: FixedClock) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    twin.decline(shop.card_of(customer))
    clock.move(days=30, hours=2)
    owed = shop.invoices(customer)[-1]
    assert shop.subscription(subscription.id).status == "past_due"
    assert (owed.status, owed.attempt_count) == ("open", 1)
    assert owed.next_payment_attempt is not None
    twin.accept(shop.card_of(customer))
    clock.move(days=3)
    assert shop.subscription(subscription.id).status == "active"
    assert shop.invoices(customer)[-1].status == "paid"


def test_a_customer_pays_what_failed_with_another_card(
    shop: Shop, twin: Twin, clock: FixedClock
) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    twin.decline(shop.card_of(customer))
    clock.move(days=30, hours=2)
    other = shop.client.v1.payment_methods.attach("pm_card_mastercard", {"customer": customer})
    owed = shop.invoices(customer)[-1]
    shop.client.v1.invoices.pay(owed.id, {"payment_method": other.id})
    assert shop.subscription(subscription.id).status == "active"


@pytest.mark.parametrize(
    ("after", "status"), [("cancel", "canceled"), ("unpaid", "unpaid"), ("past_due", "past_due")]
)
def test_a_payment_that_keeps_failing_ends_as_is_set(
    shop: Shop, twin: Twin, clock: FixedClock, after: str, status: str
) -> None:
    twin.settings.after_retries = after  # type: ignore[assignment]
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    twin.decline(shop.card_of(customer))
    clock.move(days=30 + 3 + 5 + 7, hours=2)
    assert shop.subscription(subscription.id).status == status
    assert _told(twin).count("invoice.payment_failed") == 4


def test_a_cancellation_for_want_of_payment_says_so(
    shop: Shop, twin: Twin, clock: FixedClock
) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    twin.decline(shop.card_of(customer))
    clock.move(days=50)
    ended = shop.subscription(subscription.id)
    assert ended.cancellation_details is not None
    assert ended.cancellation_details.reason == "payment_failed"
    assert _told(twin).count("customer.subscription.deleted") == 1


def test_two_checkouts_make_two_subscriptions(shop: Shop, twin: Twin) -> None:
    customer = shop.customer(card=None)
    sessions = [_checkout(shop, customer) for _ in range(2)]
    for session in sessions:
        twin.complete_checkout(session.id)
    found = shop.client.v1.subscriptions.list({"customer": customer}).data
    assert len(found) == 2
    completed = [shop.client.v1.checkout.sessions.retrieve(each.id) for each in sessions]
    assert {each.subscription for each in completed} == {each.id for each in found}
    assert {each.payment_status for each in completed} == {"paid"}


def test_a_checkout_that_is_not_completed_expires(
    shop: Shop, twin: Twin, clock: FixedClock
) -> None:
    session = _checkout(shop, shop.customer(card=None))
    clock.move(hours=25)
    assert shop.client.v1.checkout.sessions.retrieve(session.id).status == "expired"
    assert _told(twin)[-1] == "checkout.session.expired"


def test_a_first_payment_that_fails_can_be_made_within_a_day(shop: Shop, clock: FixedClock) -> None:
    subscription = shop.subscribe(shop.customer("pm_card_chargeCustomerFail"))
    assert subscription.status == "incomplete"
    clock.move(hours=24)
    assert shop.subscription(subscription.id).status == "incomplete_expired"


def test_a_first_payment_that_must_not_fail_leaves_nothing(shop: Shop) -> None:
    customer = shop.customer("pm_card_chargeCustomerFail")
    with pytest.raises(stripe.CardError) as refused:
        shop.subscribe(customer, payment_behavior="error_if_incomplete")
    assert refused.value.code == "card_declined"
    assert not shop.client.v1.subscriptions.list({"customer": customer, "status": "all"}).data


def test_an_end_can_be_taken_back_before_it_comes(shop: Shop, clock: FixedClock) -> None:
    subscription = shop.subscribe(shop.customer())
    update = shop.client.v1.subscriptions.update
    ending = update(subscription.id, {"cancel_at_period_end": True})
    assert ending.cancel_at == item_of(subscription).current_period_end
    update(subscription.id, {"cancel_at_period_end": False})
    clock.move(days=31)
    assert shop.subscription(subscription.id).status == "active"


def test_an_end_comes_with_the_end_of_the_period(shop: Shop, clock: FixedClock) -> None:
    subscription = shop.subscribe(shop.customer(), cancel_at_period_end=True)
    clock.move(days=29)
    assert shop.subscription(subscription.id).status == "active"
    clock.move(days=1)
    assert shop.subscription(subscription.id).status == "canceled"


def test_another_interval_begins_a_new_period(shop: Shop, clock: FixedClock) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    clock.move(days=15)
    items: Any = [{"id": item_of(subscription).id, "price": shop.yearly}]
    changed = shop.client.v1.subscriptions.update(subscription.id, {"items": items})
    assert item_of(changed).current_period_start == int(clock.now().timestamp())
    assert shop.invoices(customer)[-1].total == 29_000 - 1_450


def _checkout(shop: Shop, customer: str) -> stripe.checkout.Session:
    return shop.client.v1.checkout.sessions.create(
        {
            "mode": "subscription",
            "customer": customer,
            "line_items": [{"price": shop.small, "quantity": 1}],
            "success_url": "https://app.example/done?session={CHECKOUT_SESSION_ID}",
        }
    )


def _told(twin: Twin) -> list[str]:
    return [event.type for event in twin.account.events]
