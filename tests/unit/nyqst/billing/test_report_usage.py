"""Overage, from the ledger to Stripe's meter, at Stripe's twin and by the real SDK."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nyqst.billing.find_overage import SOLD
from nyqst.billing.manage import Offered
from nyqst.billing.model.prices import Interval, PriceMap
from nyqst.billing.model.report import Report
from nyqst.billing.model.statement import Statement, StatementState
from nyqst.billing.model.subscription import Customer
from nyqst.errors import Unavailable
from nyqst.identity.plan import PlanCode
from nyqst.metering.model.meter import LIMITLESS, Cut, Meter
from nyqst.metering.model.reservation import Reservation
from nyqst.metering.reserve import Reserve
from nyqst.metering.settle import Settlement
from tests.builders import NOW
from tests.till import Till

PROFESSIONAL, TEAM = Offered(PlanCode.PROFESSIONAL), Offered(PlanCode.TEAM)
INCLUDED = 200


@pytest.fixture
def till() -> Till:
    """Who has the plan professional."""
    made = Till()
    made.with_card()
    made.subscriptions.start(PROFESSIONAL)
    return made


def hold(till: Till, id_: str, units: int = 1, plan: str = "professional") -> Reservation:
    period = till.clock.now().strftime("%Y-%m")
    reserve = Reserve(till.meters, Settlement(till.meters, till.clock), till.clock)
    meter, told = Meter("ten_a", "research_run", period), {"plan": plan}
    return reserve(meter, Cut(LIMITLESS), id_, units, timedelta(hours=2), told)


def commit(till: Till, held: Reservation, units: int, plan: str = "professional") -> None:
    Settlement(till.meters, till.clock).commit(held, units, {"plan": plan})


def use(till: Till, id_: str, units: int = 1, plan: str = "professional") -> None:
    till.clock.move(minutes=1)
    commit(till, hold(till, id_, units, plan), units, plan)


def metered(till: Till) -> int:
    (customer,) = till.records.list(Customer, 10, None).items
    events = till.twin.account.usage.get(customer.id, ())
    return sum(int(event["payload"]["value"]) for event in events)


def statement(till: Till, period: str = "2026-11") -> Statement:
    found = till.statements.find("ten_a", period)
    assert found is not None
    return found


def reports(till: Till, period: str = "2026-11") -> list[Report]:
    return list(till.statements.reports("ten_a", period))


def invoiced(till: Till) -> int:
    lines = [
        line for invoice in till.twin.account.all("invoice") for line in invoice["lines"]["data"]
    ]
    over = "price_over"
    return sum(
        each["amount"]
        for each in lines
        if each["pricing"]["price_details"]["price"].startswith(over)
    )


def test_what_is_included_is_not_told(till: Till) -> None:
    use(till, "run_1", INCLUDED)
    till.report()
    assert metered(till) == 0
    assert statement(till).used == INCLUDED


def test_what_is_beyond_is_told_once_however_often_it_is_tried(till: Till) -> None:
    use(till, "run_1", INCLUDED)
    use(till, "run_2", 3)
    till.report()
    assert till.report().units == 0
    assert metered(till) == 3
    assert (statement(till).overage, statement(till).overage_cents) == (3, 150)
    assert [report.entry for report in reports(till)] == ["run_2#0000"]


def test_who_dies_before_it_is_known_to_be_told_leaves_it_to_the_next(till: Till) -> None:
    use(till, "run_1", INCLUDED + 1)
    till.twin.faults.enqueue("lost", path="/v2/billing/meter_events")
    with pytest.raises(Unavailable):
        till.report()
    assert statement(till).unsent == 1
    assert till.report().sent == 1
    assert metered(till) == 1


def test_what_was_heard_is_not_told_again_when_its_identifier_is_forgotten(till: Till) -> None:
    use(till, "run_1", INCLUDED + 1)
    till.twin.faults.enqueue("lost", path="/v2/billing/meter_events")
    with pytest.raises(Unavailable):
        till.report()
    till.clock.move(days=2)
    assert till.report().sent == 1
    assert metered(till) == 1


def test_what_was_not_heard_is_told_with_another_time_when_its_invoice_is_made(till: Till) -> None:
    till.clock.move(days=29, hours=20)
    use(till, "run_1", INCLUDED + 1)
    till.twin.faults.enqueue("timeout", path="/v2/billing/meter_events")
    with pytest.raises(Unavailable):
        till.report()
    till.clock.move(days=1)
    till.report()
    assert metered(till) == 1
    (report,) = reports(till, "2026-12")
    assert report.stamp is not None
    assert report.stamp >= report.used_at.replace(microsecond=0)
    till.clock.move(days=31)
    till.twin.settle()
    assert invoiced(till) == 50


def test_a_trial_is_told_of_when_it_is_paid() -> None:
    till = Till(trial_days=5)
    till.with_card()
    till.subscriptions.start(PROFESSIONAL)
    use(till, "run_1", INCLUDED + 2)
    till.report()
    assert (metered(till), statement(till).unsent) == (0, 2)
    till.clock.move(days=6)
    till.deliver()
    till.report()
    assert metered(till) == 2


def test_where_no_overage_is_sold_it_is_put_down_and_kept(till: Till) -> None:
    till.prices = PriceMap(till.prices.prices)
    use(till, "run_1", INCLUDED + 2)
    till.report()
    assert (metered(till), statement(till).unsent) == (0, 2)


def test_what_was_over_stays_so_under_a_larger_plan(till: Till) -> None:
    use(till, "run_1", INCLUDED + 5)
    till.report()
    till.subscriptions.change_plan(TEAM, at_period_end=False)
    use(till, "run_2", 100, "team")
    till.report()
    assert statement(till).overage == 5


def test_a_lowered_limit_makes_no_overage_of_what_was_within_it(till: Till) -> None:
    use(till, "run_1", 150)
    till.report()
    plans = till.catalog().plans
    fewer = plans[PlanCode.PROFESSIONAL]
    quota = fewer.features[SOLD]
    assert quota is not None
    features = {**fewer.features, SOLD: replace(quota, included=100)}
    lowered = replace(fewer, features=features)
    catalog = replace(till.catalog(), plans={**plans, PlanCode.PROFESSIONAL: lowered})
    till.catalog = lambda: catalog
    use(till, "run_2", 2)
    till.report()
    assert statement(till).overage == 2


def test_a_month_is_closed_when_nothing_in_it_is_set_aside(till: Till) -> None:
    use(till, "run_1", INCLUDED)
    held = hold(till, "run_2", 4)
    till.clock.move(days=11)
    assert till.report().closed == 0
    commit(till, held, 4)
    assert till.report().closed == 1
    closed = statement(till)
    assert (closed.state, closed.used, closed.overage) == (StatementState.CLOSED, 204, 4)


def test_what_is_told_late_of_a_closed_month_is_told_to_stripe_too(till: Till) -> None:
    use(till, "run_1", INCLUDED)
    till.clock.move(days=11)
    till.report()
    before = till.clock.instant
    till.clock.instant = NOW + timedelta(hours=1)
    late = hold(till, "run_2")
    till.clock.instant = before
    commit(till, late, 1)
    till.report()
    assert (statement(till).state, statement(till).overage) == (StatementState.CLOSED, 1)
    assert metered(till) == 1


def test_another_interval_invoices_what_was_used_until_then(till: Till) -> None:
    use(till, "run_1", INCLUDED + 3)
    yearly = Offered(PlanCode.PROFESSIONAL, Interval.YEAR)
    till.subscriptions.change_plan(yearly, at_period_end=False)
    assert invoiced(till) == 150
    (subscription,) = till.twin.account.all("subscription")
    item = subscription["items"]["data"][-1]
    assert item["price"]["id"] == "price_over_year"


def test_who_leaves_at_once_is_invoiced_for_what_was_used(till: Till) -> None:
    use(till, "run_1", INCLUDED + 3)
    till.subscriptions.cancel(at_period_end=False)
    assert invoiced(till) == 150


def test_a_subscription_from_before_overage_was_sold_has_it_with_its_next_plan() -> None:
    bare = Till()
    sold, bare.prices = bare.prices, PriceMap(bare.prices.prices)
    bare.with_card()
    bare.subscriptions.start(PROFESSIONAL)
    bare.prices = PriceMap(sold.prices, {Interval.MONTH: "price_over"})
    bare.subscriptions.change_plan(TEAM, at_period_end=False)
    use(bare, "run_1", 1_001, "team")
    bare.report()
    assert metered(bare) == 1


def test_a_customer_that_stripe_refuses_does_not_hold_up_the_others(till: Till) -> None:
    use(till, "run_1", INCLUDED + 1)
    (customer,) = till.records.list(Customer, 10, None).items
    till.twin.account.things[customer.id]["deleted"] = True
    assert till.report().failed == 1
    assert statement(till).unsent == 1
