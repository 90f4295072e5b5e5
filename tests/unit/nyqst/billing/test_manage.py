"""What admins do to their subscription, at Stripe's twin and by the real SDK."""

from datetime import timedelta

import pytest

from nyqst.billing.manage import Offered, Wish
from nyqst.billing.model.prices import Interval
from nyqst.billing.model.processor import SubscriptionStatus
from nyqst.billing.ports import Order
from nyqst.errors import Conflict, InvalidInput, NotFound, NyqstError, Throttled, Unavailable
from nyqst.identity.plan import PlanCode
from tests.builders import once
from tests.till import BACK, Till

PROFESSIONAL, TEAM = Offered(PlanCode.PROFESSIONAL), Offered(PlanCode.TEAM)


@pytest.fixture
def till() -> Till:
    return Till()


@pytest.fixture
def buyer(till: Till) -> Till:
    """Who has the plan professional."""
    till.with_card()
    till.subscriptions.start(PROFESSIONAL)
    return till


def code_of(caught: "pytest.ExceptionInfo[NyqstError]") -> str:
    return caught.value.code


def test_a_subscription_that_is_started_is_in_force_at_once(buyer: Till) -> None:
    assert buyer.plan == "professional"


def test_two_who_ask_at_once_make_one_customer(till: Till) -> None:
    first, second = till.customers, till.customers
    assert first.get_or_create() == second.get_or_create()
    assert len(till.twin.account.kinds["customer"]) == 1


def test_the_same_checkout_asked_for_twice_is_one(till: Till) -> None:
    asked = [till.subscriptions.checkout(TEAM, BACK, BACK, once("k")) for _ in range(2)]
    assert asked[0] == asked[1]


def test_a_checkout_asked_for_again_is_the_same_after_it_was_paid(till: Till) -> None:
    session = till.subscriptions.checkout(TEAM, BACK, BACK, once("k"))
    till.twin.complete_checkout(session.id)
    till.deliver()
    assert till.subscriptions.checkout(TEAM, BACK, BACK, once("k")) == session


def test_a_start_asked_for_again_is_the_same_subscription(till: Till) -> None:
    customer = till.with_card()
    started = [till.subscriptions.start(PROFESSIONAL, once("k")) for _ in range(2)]
    assert started[0] == started[1]
    assert len(till.gateway.subscriptions_of(customer)) == 1


def test_an_end_asked_for_again_is_the_same_end(buyer: Till) -> None:
    ended = [buyer.subscriptions.cancel(at_period_end=False, once=once("k")) for _ in range(2)]
    assert ended[0] == ended[1]
    assert ended[1].status is SubscriptionStatus.CANCELED


def test_a_change_asked_for_again_undoes_nothing_that_came_after_it(buyer: Till) -> None:
    buyer.subscriptions.change_plan(TEAM, at_period_end=False, once=once("k"))
    buyer.subscriptions.change_plan(PROFESSIONAL, at_period_end=False, once=once("l"))
    buyer.subscriptions.change_plan(TEAM, at_period_end=False, once=once("k"))
    assert buyer.plan == "professional"


def test_seats_asked_for_again_are_as_they_are(buyer: Till) -> None:
    buyer.subscriptions.alter(Wish(seats=4), once("k"))
    buyer.subscriptions.alter(Wish(seats=2), once("l"))
    assert buyer.subscriptions.alter(Wish(seats=4), once("k")).seats == 2


def test_a_key_of_one_request_is_not_for_another(buyer: Till) -> None:
    buyer.subscriptions.alter(Wish(seats=4), once("k"))
    with pytest.raises(Conflict) as caught:
        buyer.subscriptions.alter(Wish(seats=5), once("k", body="other"))
    assert code_of(caught) == "idempotency_key_reused"


def test_who_has_a_subscription_changes_its_plan_instead(buyer: Till) -> None:
    with pytest.raises(Conflict) as caught:
        buyer.subscriptions.checkout(TEAM, BACK, BACK)
    assert code_of(caught) == "subscription_exists"


def test_a_plan_without_a_price_is_not_for_sale(till: Till) -> None:
    with pytest.raises(InvalidInput) as caught:
        till.subscriptions.checkout(Offered(PlanCode.ENTERPRISE), BACK, BACK)
    assert code_of(caught) == "plan_without_price"


def test_an_upgrade_is_in_force_at_once(buyer: Till) -> None:
    found = buyer.subscriptions.change_plan(TEAM, at_period_end=False)
    assert (found.plan, found.pending_plan) == (PlanCode.TEAM, None)
    assert buyer.plan == "team"


def test_a_downgrade_waits_for_the_end_of_the_period(buyer: Till) -> None:
    buyer.subscriptions.change_plan(TEAM, at_period_end=False)
    found = buyer.subscriptions.change_plan(PROFESSIONAL, at_period_end=True)
    assert (found.plan, found.pending_plan) == (PlanCode.TEAM, PlanCode.PROFESSIONAL)
    buyer.clock.move(days=29)
    buyer.deliver()
    assert buyer.plan == "team"
    buyer.clock.move(days=1, hours=2)
    buyer.deliver()
    assert buyer.plan == "professional"
    assert buyer.subscription.pending_plan is None


def test_what_was_to_come_is_forgotten_when_another_plan_is_taken(buyer: Till) -> None:
    buyer.subscriptions.change_plan(TEAM, at_period_end=True)
    found = buyer.subscriptions.change_plan(TEAM, at_period_end=False)
    assert (found.plan, found.pending_plan) == (PlanCode.TEAM, None)


def test_another_interval_cannot_wait(buyer: Till) -> None:
    yearly = Offered(PlanCode.PROFESSIONAL, Interval.YEAR)
    with pytest.raises(Conflict) as caught:
        buyer.subscriptions.change_plan(yearly, at_period_end=True)
    assert code_of(caught) == "interval_begins_now"
    found = buyer.subscriptions.change_plan(yearly, at_period_end=False)
    assert found.billing_interval is Interval.YEAR


def test_a_cancellation_can_wait_and_be_taken_back(buyer: Till) -> None:
    found = buyer.subscriptions.cancel(at_period_end=True)
    assert (found.status, found.cancel_at_period_end) == (SubscriptionStatus.ACTIVE, True)
    assert not found.auto_renew
    assert buyer.subscriptions.alter(Wish(auto_renew=True)).auto_renew


def test_who_cancels_now_is_on_the_sandbox_now(buyer: Till) -> None:
    found = buyer.subscriptions.cancel(at_period_end=False)
    assert (found.status, found.plan) == (SubscriptionStatus.CANCELED, PlanCode.SANDBOX)
    assert buyer.plan == "sandbox"


def test_seats_are_what_was_asked_for(buyer: Till) -> None:
    assert buyer.subscriptions.alter(Wish(seats=4)).seats == 4


def test_nothing_can_be_done_to_what_is_not_there(till: Till) -> None:
    for act in (
        lambda: till.subscriptions.alter(Wish(seats=2)),
        lambda: till.subscriptions.cancel(at_period_end=True),
        lambda: till.subscriptions.change_plan(TEAM, at_period_end=False),
        lambda: till.subscriptions.preview(None, None),
        till.subscriptions.get,
    ):
        with pytest.raises(NotFound) as caught:
            act()
        assert code_of(caught) == "subscription_not_found"


def test_a_preview_shows_what_a_change_would_cost(buyer: Till) -> None:
    buyer.clock.instant += timedelta(days=15)
    as_it_is = buyer.subscriptions.preview(None, None)
    upgraded = buyer.subscriptions.preview(TEAM, None)
    assert as_it_is.total_cents == 2_900
    assert upgraded.total_cents > as_it_is.total_cents
    assert any(line.proration for line in upgraded.lines)
    assert buyer.plan == "professional"


def test_a_trial_is_had_once(till: Till) -> None:
    till.trial_days = 14
    till.with_card()
    assert till.subscriptions.start(PROFESSIONAL).is_trial
    till.subscriptions.cancel(at_period_end=False)
    assert not till.subscriptions.start(PROFESSIONAL).is_trial


def test_the_portal_is_for_who_is_a_customer(till: Till) -> None:
    with pytest.raises(NotFound) as caught:
        till.customers.portal(BACK)
    assert code_of(caught) == "billing_customer_not_found"
    till.customers.get_or_create()
    assert till.customers.portal(BACK).url.startswith("https://")


def test_cards_are_shown_without_their_numbers(buyer: Till) -> None:
    (card,) = buyer.customers.payment_methods()
    assert (card.kind, card.last4, card.is_default) == ("card", "4242", True)


def test_somebody_elses_card_does_not_exist(buyer: Till) -> None:
    stranger = buyer.gateway.create_customer("ten_b", "Others")
    theirs = buyer.gateway._v1.payment_methods.attach("pm_card_visa", {"customer": stranger})
    for act in (buyer.customers.set_default_method, buyer.customers.detach_method):
        for method in (theirs.id, "pm_nowhere", "cus_1"):
            with pytest.raises(NotFound) as caught:
                act(method)
            assert code_of(caught) == "payment_method_not_found"


def test_a_card_can_be_taken_away(buyer: Till) -> None:
    (card,) = buyer.customers.payment_methods()
    buyer.customers.detach_method(card.id)
    assert buyer.customers.payment_methods() == ()


def test_a_card_that_is_declined_is_told(till: Till) -> None:
    till.with_card("pm_card_chargeCustomerFail")
    till.subscriptions.start(PROFESSIONAL)
    assert till.subscription.status is SubscriptionStatus.INCOMPLETE
    assert till.plan == "sandbox"


@pytest.mark.parametrize(
    ("fault", "kind", "code"),
    [
        ("rate_limited", Throttled, "stripe_throttled"),
        ("unavailable", Unavailable, "stripe_unavailable"),
        ("timeout", Unavailable, "stripe_unavailable"),
    ],
)
def test_what_is_stripes_fault_is_told_as_such(
    buyer: Till, fault: str, kind: type[NyqstError], code: str
) -> None:
    buyer.twin.faults.enqueue(fault)
    with pytest.raises(kind) as caught:
        buyer.subscriptions.preview(None, None)
    assert code_of(caught) == code


def test_an_answer_that_was_lost_does_nothing_twice(till: Till) -> None:
    order = Order("ten_a", till.with_card(), "price_pro")
    till.twin.faults.enqueue("lost", path="/v1/subscriptions")
    with pytest.raises(Unavailable):
        till.gateway.start(order, "key")
    till.gateway.start(order, "key")
    assert len(till.gateway.subscriptions_of(order.customer_id)) == 1


def test_a_key_that_was_used_for_something_else_is_refused(till: Till) -> None:
    customer = till.with_card()
    till.gateway.start(Order("ten_a", customer, "price_pro"), "key")
    with pytest.raises(Conflict) as caught:
        till.gateway.start(Order("ten_a", customer, "price_team"), "key")
    assert code_of(caught) == "idempotency_key_reused"
