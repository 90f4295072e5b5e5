"""A plan that has less than is used already, at Stripe's twin."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nyqst.billing.manage import Offered
from nyqst.errors import Conflict
from nyqst.identity.plan import PlanCode
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.model.catalog import Catalog, Feature, Quota
from nyqst.metering.model.meter import Cut, Meter
from nyqst.metering.model.period import Cycle, period_of
from nyqst.metering.reserve import Reserve
from nyqst.metering.settle import Settlement
from tests.till import Till

PROFESSIONAL, TEAM = Offered(PlanCode.PROFESSIONAL), Offered(PlanCode.TEAM)


def with_five_runs() -> Catalog:
    """In the plan professional, and none to be had beyond."""
    sold = builtin_catalog()
    plan = sold.plans[PlanCode.PROFESSIONAL]
    features = {**plan.features, Feature.RESEARCH_RUN: Quota(Cycle.MONTH, included=5)}
    return replace(sold, plans={**sold.plans, plan.code: replace(plan, features=features)})


@pytest.fixture
def till() -> Till:
    till = Till(catalog=with_five_runs)
    till.with_card()
    till.subscriptions.start(TEAM)
    return till


def take(till: Till, used: int, held: int) -> None:
    settlement = Settlement(till.meters, till.clock)
    reserve = Reserve(till.meters, settlement, till.clock)
    meter = Meter("ten_a", "research_run", period_of(Cycle.MONTH, till.clock.now()).key)
    for number in range(used + held):
        taken = reserve(meter, Cut(1_000, 4), f"run_{number}", 1, timedelta(hours=1), {})
        if number < used:
            settlement.commit(taken, 1)


def test_a_plan_that_has_as_much_as_is_taken_begins_at_once(till: Till) -> None:
    take(till, used=3, held=2)
    till.subscriptions.change_plan(PROFESSIONAL, at_period_end=False)
    assert till.plan == "professional"


def test_a_plan_that_has_less_than_is_taken_is_refused_with_the_numbers(till: Till) -> None:
    take(till, used=4, held=2)
    with pytest.raises(Conflict) as refused:
        till.subscriptions.change_plan(PROFESSIONAL, at_period_end=False)
    assert refused.value.code == "usage_exceeds_plan"
    assert "6 of" in str(refused.value)
    assert "has 5" in str(refused.value)
    assert till.plan == "team"


def test_it_begins_with_the_next_period_all_the_same(till: Till) -> None:
    take(till, used=6, held=0)
    found = till.subscriptions.change_plan(PROFESSIONAL, at_period_end=True)
    assert (till.plan, found.pending_plan) == ("team", PlanCode.PROFESSIONAL)


def test_a_plan_that_sells_more_has_room_for_everything(till: Till) -> None:
    till.subscriptions.change_plan(PROFESSIONAL, at_period_end=False)
    take(till, used=900, held=0)
    till.subscriptions.change_plan(TEAM, at_period_end=False)
    assert till.plan == "team"
