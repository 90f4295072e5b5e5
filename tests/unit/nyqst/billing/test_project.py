"""From Stripe's events to what a tenant has."""

from dataclasses import replace
from datetime import timedelta

import pytest

from infra.local.stripe_twin.courier import Delivery, Endpoint
from nyqst.billing.manage import Offered
from nyqst.billing.model.inbox import WAITS, EntryState, received
from nyqst.billing.model.notice import Notice
from nyqst.billing.model.prices import Interval
from nyqst.billing.model.processor import SubscriptionStatus
from nyqst.billing.model.subscription import Customer
from nyqst.billing.ports import Order
from nyqst.billing.redrive import Redrive
from nyqst.identity.model.audit import AuditEntry
from nyqst.identity.model.tenant import TenantStatus
from nyqst.identity.plan import PlanCode
from nyqst.identity.records import Changed, Removed, ref
from nyqst.metering.catalog.builtin import builtin_catalog
from nyqst.metering.choose_model import choose_class
from nyqst.metering.model.model_class import ModelClass
from nyqst.metering.model.rule import Situation
from tests.till import BACK, Till

PROFESSIONAL = Offered(PlanCode.PROFESSIONAL)


@pytest.fixture
def till() -> Till:
    return Till()


def buy(till: Till, wanted: Offered = PROFESSIONAL) -> None:
    """At Stripe alone: of us nobody has been told yet."""
    session = till.subscriptions.checkout(wanted, BACK, BACK)
    till.twin.complete_checkout(session.id)


def started(till: Till) -> Delivery:
    """That the subscription has begun."""
    sent = till.outgoing()
    return next(each for each in sent if each.event.type == "customer.subscription.created")


def entry_state(till: Till, event_id: str) -> tuple[EntryState, str | None]:
    entry = till.inbox.get(event_id)
    assert entry is not None
    return entry.state, entry.error


def test_a_checkout_that_is_paid_brings_the_plan(till: Till) -> None:
    buy(till)
    assert till.plan == "sandbox"
    till.deliver()
    assert till.plan == "professional"
    found = till.subscription
    assert (found.status, found.billing_interval) == (SubscriptionStatus.ACTIVE, Interval.MONTH)
    assert (found.monthly_runs_limit, found.seats, found.is_trial) == (200, 1, False)
    assert found.current_period_end == till.clock.now() + timedelta(days=30)


def test_the_trail_tells_that_the_plan_has_changed(till: Till) -> None:
    buy(till)
    till.deliver()
    entries = till.records.list(AuditEntry, 10, None, tenant_id="ten_a").items
    (changed,) = [entry for entry in entries if entry.action == "tenant.subscribed"]
    assert (changed.actor, changed.after) == ("system", {"subscribed_plan": "professional"})


def test_each_event_is_told_once_in_the_history(till: Till) -> None:
    buy(till)
    deliveries = till.outgoing()
    for delivery in [*deliveries, *deliveries]:
        till.project(till.take(delivery))
    told = till.told()
    assert len([each for each in told if '"subscription.started"' in each]) == 1
    assert len([each for each in told if '"checkout.completed"' in each]) == 1
    paid = next(each for each in told if '"invoice.paid"' in each)
    assert '"total_cents":2900' in paid
    assert '"plan":"professional"' in paid


def test_the_last_event_alone_is_enough(till: Till) -> None:
    buy(till)
    till.project(till.take(till.outgoing()[-1]))
    assert till.plan == "professional"


@pytest.mark.parametrize("version", ["2019-09-09", "2024-06-20", "2026-10-28.endive"])
def test_what_version_an_endpoint_speaks_makes_no_difference(version: str) -> None:
    till = Till(endpoint=Endpoint("https://nyqst.example/", version=version))
    buy(till)
    till.deliver()
    assert till.subscription.current_period_end == till.clock.now() + timedelta(days=30)
    assert any('"invoice.paid"' in each for each in till.told())


@pytest.mark.parametrize("kind", ["thin", "eventbridge"])
def test_nor_does_it_whether_events_are_thin_or_come_by_eventbridge(kind: str) -> None:
    till = Till(endpoint=Endpoint("https://nyqst.example/", kind=kind))  # type: ignore[arg-type]
    buy(till)
    till.deliver()
    assert till.plan == "professional"
    assert any('"total_cents":2900' in each for each in till.told())


def test_a_trial_serves(till: Till) -> None:
    till.trial_days = 14
    buy(till)
    till.deliver()
    found = till.subscription
    assert (found.status, found.is_trial) == (SubscriptionStatus.TRIALING, True)
    assert found.trial_ends_at == till.clock.now() + timedelta(days=14)
    assert till.plan == "professional"


def test_who_has_not_paid_keeps_the_plan_and_is_past_due(till: Till) -> None:
    buy(till)
    till.twin.decline(till.customers.payment_methods()[0].id)
    till.clock.move(days=30, hours=2)
    till.deliver()
    assert till.subscription.status is SubscriptionStatus.PAST_DUE
    assert (till.tenant.plan, till.tenant.status) == (
        PlanCode.PROFESSIONAL,
        TenantStatus.PAST_DUE,
    )


def test_past_due_runs_on_the_sandboxs_models_until_it_is_paid(till: Till) -> None:
    buy(till, Offered(PlanCode.TEAM))
    till.deliver()
    served = [served_with(till)]
    card = till.customers.payment_methods()[0].id
    till.twin.decline(card)
    till.clock.move(days=30, hours=2)
    till.deliver()
    served.append(served_with(till))
    till.twin.accept(card)
    till.clock.move(days=3)
    till.deliver()
    served.append(served_with(till))
    assert served == [ModelClass.STANDARD, ModelClass.ECONOMY, ModelClass.STANDARD]


def served_with(till: Till) -> ModelClass:
    return choose_class(builtin_catalog(), Situation(till.tenant.plan, till.tenant.status), None)


def test_who_pays_after_all_is_not_past_due_any_more(till: Till) -> None:
    buy(till)
    card = till.customers.payment_methods()[0].id
    till.twin.decline(card)
    till.clock.move(days=30, hours=2)
    till.deliver()
    till.twin.accept(card)
    till.clock.move(days=3)
    till.deliver()
    assert till.subscription.status is SubscriptionStatus.ACTIVE
    assert till.tenant.status is TenantStatus.ACTIVE


def test_who_never_pays_is_on_the_sandbox_in_the_end(till: Till) -> None:
    buy(till)
    till.twin.decline(till.customers.payment_methods()[0].id)
    till.clock.move(days=50)
    till.deliver()
    found = till.subscription
    assert (found.status, found.plan) == (SubscriptionStatus.CANCELED, PlanCode.SANDBOX)
    assert found.monthly_runs_limit == 10
    assert (till.tenant.plan, till.tenant.status) == (PlanCode.SANDBOX, TenantStatus.ACTIVE)


def test_who_was_suspended_stays_so_whatever_is_paid(till: Till) -> None:
    before = till.tenant
    till.records.commit(Changed(before, replace(before, status=TenantStatus.SUSPENDED)))
    buy(till)
    till.deliver()
    assert till.tenant.status is TenantStatus.SUSPENDED
    assert till.tenant.subscribed_plan is PlanCode.PROFESSIONAL


def test_an_event_that_we_do_not_know_is_put_down_and_left_alone(till: Till) -> None:
    till.inbox.add(received(Notice("evt_x", "charge.refunded", till.clock.now()), till.clock.now()))
    assert till.project("evt_x") is EntryState.IGNORED
    assert till.told() == []


def test_an_event_of_a_customer_that_is_not_ours_is_left_alone(till: Till) -> None:
    now = till.clock.now()
    notice = Notice("evt_x", "customer.subscription.updated", now, "sub_x", "cus_x", "sub_x")
    till.inbox.add(received(notice, now))
    assert till.project("evt_x") is EntryState.IGNORED


def test_an_event_of_a_subscription_that_stripe_does_not_know_is_left_alone(till: Till) -> None:
    now = till.clock.now()
    notice = Notice("evt_x", "customer.subscription.updated", now, "sub_x", None, "sub_x")
    till.inbox.add(received(notice, now))
    assert till.project("evt_x") is EntryState.IGNORED


def test_an_event_that_never_came_in_is_nothing(till: Till) -> None:
    assert till.project("evt_x") is None


def test_a_price_that_no_plan_has_is_tried_again_and_then_given_up(till: Till) -> None:
    customer = till.customers.get_or_create().customer_id
    order = Order("ten_a", customer, "price_other")
    session = till.gateway.checkout(order, BACK, BACK, "key")
    till.twin.complete_checkout(session.id)
    event_id = till.take(started(till))
    states = []
    for wait in [timedelta(0), *WAITS]:
        till.clock.instant += max(wait, timedelta(minutes=1))
        till.project.due()
        states.append(entry_state(till, event_id))
    assert states[:-1] == [(EntryState.RECEIVED, "price_unknown")] * len(WAITS)
    assert states[-1] == (EntryState.DEAD, "price_unknown")
    assert till.plan == "sandbox"


def test_what_was_given_up_is_dealt_with_when_it_is_asked_for_again(till: Till) -> None:
    buy(till)
    event_id = till.take(started(till))
    entry = till.inbox.get(event_id)
    assert entry is not None
    till.inbox.change(replace(entry, state=EntryState.DEAD, next_at=None))
    assert till.project(event_id) is EntryState.DEAD
    (asked,) = Redrive(till.inbox, till.clock)(10)
    assert asked.waits
    till.project.due()
    assert till.plan == "professional"


@pytest.mark.parametrize("fault", ["rate_limited", "unavailable", "timeout", "broken"])
def test_while_stripe_does_not_answer_it_is_tried_again(till: Till, fault: str) -> None:
    buy(till)
    event_id = till.take(started(till))
    till.twin.faults.enqueue(fault, path="/v1/subscriptions")
    assert till.project(event_id) is EntryState.RECEIVED
    assert till.plan == "sandbox"
    till.clock.move(minutes=2)
    assert till.project.due() == {EntryState.DONE: 1}
    assert till.plan == "professional"


def test_what_never_came_is_fetched_by_the_sweep(till: Till) -> None:
    buy(till)
    lost = till.outgoing()
    swept = till.sweep()
    assert till.plan == "professional"
    assert (swept.missed > 0, swept.drifted) == (True, 0)
    told = till.told()
    for delivery in lost:
        till.project(till.take(delivery))
    assert till.told() == told


def test_the_sweep_mends_what_no_event_tells(till: Till) -> None:
    buy(till)
    till.deliver()
    before = till.tenant
    till.records.commit(Changed(before, replace(before, subscribed_plan=None)))
    till.clock.move(days=1)
    assert till.sweep().drifted == 1
    assert till.plan == "professional"
    assert '"subscription.reconciled"' in till.told()[-1]
    assert till.sweep().drifted == 0


def erased(till: Till) -> str:
    """The tenant has bought, and nothing is left of it; its customer."""
    buy(till)
    till.deliver()
    customer = till.customers.get().customer_id
    till.records.commit(Removed(till.tenant), Removed(till.subscription))
    till.sweep()
    return customer


def test_a_tenant_that_was_erased_pays_no_more(till: Till) -> None:
    (ended,) = till.gateway.subscriptions_of(erased(till))
    assert ended.status is SubscriptionStatus.CANCELED


def test_the_customer_of_a_tenant_that_was_erased_is_not_looked_at_again(till: Till) -> None:
    customer = erased(till)
    assert till.records.get(ref(Customer, id=customer)) is None
    till.clock.move(days=1)
    assert till.sweep().drifted == 0


def test_what_stripe_tells_of_a_tenant_that_was_erased_is_left_alone(till: Till) -> None:
    erased(till)
    told = till.told()
    till.deliver()
    assert till.told() == told
    assert set(till.project.due()) == set()
