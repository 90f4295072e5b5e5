from datetime import timedelta

import pytest

from nyqst.identity.model.tenant import Allowance
from nyqst.identity.plan import PlanCode
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.model.allow import plan_for
from nyqst.metering.model.catalog import Feature, Quota
from nyqst.metering.model.meter import LIMITLESS
from tests.builders import NOW

RUNS = Feature.RESEARCH_RUN


def quota(plan: PlanCode, allowance: Allowance) -> Quota:
    found = plan_for(builtin_catalog(), plan, {RUNS: allowance}, NOW).features[RUNS]
    assert found is not None
    return found


def test_without_an_allowance_a_plan_is_what_it_is() -> None:
    catalog = builtin_catalog()
    assert plan_for(catalog, PlanCode.TEAM, {}, NOW) is catalog.plans[PlanCode.TEAM]


@pytest.mark.parametrize("included", [0, 3, 500])
def test_an_allowance_takes_the_place_of_what_is_included(included: int) -> None:
    given = quota(PlanCode.SANDBOX, Allowance(included))
    assert (given.included, given.cut.limit) == (included, included)


def test_where_more_is_to_be_had_for_money_it_is_still() -> None:
    given = quota(PlanCode.TEAM, Allowance(5))
    assert (given.included, given.cut.limit, given.overage_cents) == (5, LIMITLESS, 50)


def test_a_limit_beyond_bounds_what_is_had_for_money() -> None:
    assert quota(PlanCode.TEAM, Allowance(5, at_most=9)).cut.limit == 9


def test_a_limit_beyond_gives_nothing_away_where_nothing_is_sold() -> None:
    assert quota(PlanCode.SANDBOX, Allowance(5, at_most=9)).cut.limit == 5


def test_an_allowance_ends_at_its_instant() -> None:
    moment = timedelta(microseconds=1)
    assert quota(PlanCode.SANDBOX, Allowance(5, until=NOW + moment)).included == 5
    assert quota(PlanCode.SANDBOX, Allowance(5, until=NOW)).included == 10


def test_an_allowance_gives_no_feature_that_the_plan_lacks() -> None:
    allowances = {Feature.SUPER_REPORT.value: Allowance(5)}
    plan = plan_for(builtin_catalog(), PlanCode.SANDBOX, allowances, NOW)
    assert Feature.SUPER_REPORT not in plan.features
