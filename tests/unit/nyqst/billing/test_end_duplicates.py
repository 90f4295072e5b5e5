"""Two checkouts at once: one subscription stays, and the money of the other goes back."""

import json
from dataclasses import dataclass, replace
from typing import Any

import pytest

from nyqst.billing.manage import Offered
from nyqst.billing.model.processor import ProcessorInvoice, ProcessorSubscription
from nyqst.billing.ports import Order
from nyqst.billing.stripe_requests import credit_note_of
from nyqst.errors import Failed, Unavailable
from nyqst.identity.plan import PlanCode
from tests.till import BACK, Till

PROFESSIONAL, TEAM = Offered(PlanCode.PROFESSIONAL), Offered(PlanCode.TEAM)
CENTS = {"professional": 2_900, "team": 9_900}


@pytest.fixture
def till() -> Till:
    return Till()


def buy_twice(till: Till, *wanted: Offered, seconds: int = 1) -> None:
    """At two pages that were opened before either was paid at."""
    sessions = [till.subscriptions.checkout(each, BACK, BACK) for each in wanted]
    for session in sessions:
        till.twin.complete_checkout(session.id)
        till.clock.move(seconds=seconds)


def held(till: Till) -> list[ProcessorSubscription]:
    """Oldest first."""
    found = till.gateway.subscriptions_of(till.customers.get().customer_id)
    return sorted(found, key=lambda each: (each.created_at, each.id))


def serving(till: Till) -> list[str]:
    return [each.id for each in held(till) if each.status.serves]


def given_back(till: Till) -> dict[str, int]:
    """Cents by the subscription that they were paid for."""
    customer, since = till.customers.get().customer_id, held(till)[0].created_at
    invoices = till.gateway.invoices_of(customer, since)
    return {str(each.subscription_id): each.credited_cents for each in invoices}


def ended(till: Till) -> list[dict[str, Any]]:
    told = [json.loads(each) for each in till.told()]
    return [each["data"] for each in told if each["type"] == "subscription.duplicate_ended"]


def in_order(till: Till, backwards: bool) -> None:  # noqa: FBT001
    sent = till.outgoing()
    for delivery in sent[::-1] if backwards else sent:
        till.project(till.take(delivery))


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(("first", "second"), [(PROFESSIONAL, TEAM), (TEAM, PROFESSIONAL)])
def test_the_elder_stays_and_the_younger_is_paid_back(
    till: Till,
    first: Offered,
    second: Offered,
    backwards: bool,  # noqa: FBT001
) -> None:
    buy_twice(till, first, second)
    in_order(till, backwards)
    elder, younger = held(till)
    assert serving(till) == [elder.id]
    assert given_back(till) == {elder.id: 0, younger.id: CENTS[second.plan]}
    assert (till.plan, till.subscription.stripe_subscription_id) == (first.plan, elder.id)
    assert ended(till) == [
        {"subscription": younger.id, "kept": elder.id, "refunded_cents": CENTS[second.plan]}
    ]


def test_of_two_of_one_second_the_same_one_stays_whoever_looks(till: Till) -> None:
    buy_twice(till, PROFESSIONAL, TEAM, seconds=0)
    till.deliver()
    assert serving(till) == [min(each.id for each in held(till))]


def test_of_three_one_stays(till: Till) -> None:
    buy_twice(till, PROFESSIONAL, TEAM, PROFESSIONAL)
    till.deliver()
    assert serving(till) == [held(till)[0].id]
    assert sorted(given_back(till).values()) == [0, 2_900, 9_900]
    assert len(ended(till)) == 2


def test_once_it_is_done_nothing_more_happens(till: Till) -> None:
    buy_twice(till, PROFESSIONAL, TEAM)
    sent = till.outgoing()
    for delivery in sent:
        till.project(till.take(delivery))
    before = (given_back(till), till.told(), serving(till))
    till.outgoing()
    for delivery in sent:
        till.project(till.take(delivery))
    till.project.sweep(till.customers.known())
    assert (given_back(till), till.told(), serving(till)) == before


def test_nothing_is_charged_when_it_ends(till: Till) -> None:
    buy_twice(till, PROFESSIONAL, TEAM)
    till.deliver()
    assert len(given_back(till)) == 2
    till.clock.move(days=31)
    till.twin.settle()
    customer, since = till.customers.get().customer_id, held(till)[0].created_at
    renewed = till.gateway.invoices_of(customer, since)[0]
    assert (renewed.subscription_id, renewed.total_cents) == (held(till)[0].id, 2_900)


def test_the_sweep_ends_it_when_no_event_comes(till: Till) -> None:
    buy_twice(till, PROFESSIONAL, TEAM)
    till.project.sweep(till.customers.known())
    assert serving(till) == [held(till)[0].id]
    assert (till.plan, len(ended(till))) == ("professional", 1)


def test_no_request_ends_anything(till: Till) -> None:
    buy_twice(till, PROFESSIONAL, TEAM)
    till.project.recheck(till.customers.known())
    assert len(serving(till)) == 2


def test_a_trial_that_is_ended_costs_and_gives_back_nothing(till: Till) -> None:
    till.trial_days = 14
    buy_twice(till, PROFESSIONAL, TEAM)
    till.deliver()
    assert len(serving(till)) == 1
    assert [each["refunded_cents"] for each in ended(till)] == [0]


def test_a_subscription_for_no_plan_of_ours_is_left_alone(till: Till) -> None:
    customer = till.with_card()
    till.gateway.start(Order("ten_a", customer, "price_other"), "by hand")
    till.clock.move(seconds=1)
    till.gateway.start(Order("ten_a", customer, "price_pro"), "ours")
    till.project.sweep(till.customers.known())
    assert len(serving(till)) == 2


@dataclass
class Failing:
    """Stands for the gateway, and does one thing not."""

    gateway: Any
    name: str
    error: Exception

    def __getattr__(self, name: str) -> Any:
        if name == self.name:
            return self._fail
        return getattr(self.gateway, name)

    def _fail(self, *_: object, **__: object) -> None:
        raise self.error


def test_what_was_paid_back_days_ago_is_not_paid_back_again(till: Till) -> None:
    buy_twice(till, PROFESSIONAL, TEAM)
    stopped = till.worker(till.books, Failing(till.gateway, "cancel", Unavailable("gone")))
    for delivery in till.outgoing():
        stopped(till.take(delivery))
    assert len(serving(till)) == 2
    till.clock.move(days=2)
    till.sweep()
    assert len(serving(till)) == 1
    assert sorted(given_back(till).values()) == [0, 9_900]
    assert [each["refunded_cents"] for each in ended(till)] == [9_900]


def test_while_stripe_refuses_the_refund_the_tenant_is_served(till: Till) -> None:
    buy_twice(till, PROFESSIONAL, TEAM)
    refused = Failing(till.gateway, "refund", Failed("No", code="stripe_refused"))
    worker = till.worker(till.books, refused)
    for delivery in till.outgoing():
        worker(till.take(delivery))
    assert (till.plan, ended(till), len(serving(till))) == ("team", [], 2)
    till.clock.move(days=1)
    till.sweep()
    assert (till.plan, len(serving(till))) == ("professional", 1)


def test_what_was_paid_from_the_balance_goes_back_to_it(till: Till) -> None:
    buy_twice(till, PROFESSIONAL)
    customer = till.customers.get().customer_id
    (whole,) = till.gateway.invoices_of(customer, held(till)[0].created_at)
    paid: ProcessorInvoice = replace(whole, paid_cents=2_500)
    note = credit_note_of(paid)
    assert (note["amount"], note["refund_amount"], note["credit_amount"]) == (2_900, 2_500, 400)
