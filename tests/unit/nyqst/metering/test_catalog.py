import re

import pytest

from nyqst.identity.plan import PlanCode
from nyqst.metering.catalog import CatalogError, builtin_catalog, read_catalog
from nyqst.metering.model.catalog import Feature, Quota
from nyqst.metering.model.meter import LIMITLESS, Cut
from nyqst.metering.model.period import Cycle

PLAN = """
[plans.{code}]
name = "{code}"
run_budget_micros = 1
concurrent_runs = 2
concurrent_runs_each = 1
features.research_run = {{ cycle = "month", included = 10 }}
"""
GOOD = "version = 1\n" + "".join(PLAN.format(code=code.value) for code in PlanCode)


def test_every_plan_is_in_the_catalog_and_can_research() -> None:
    plans = builtin_catalog().plans
    assert set(plans) == set(PlanCode)
    assert all(Feature.RESEARCH_RUN in plan.features for plan in plans.values())


def test_the_sandbox_ends_at_what_it_includes() -> None:
    quota = builtin_catalog().plans[PlanCode.SANDBOX].features[Feature.RESEARCH_RUN]
    assert quota == Quota(Cycle.MONTH, included=10)
    assert quota.cut == Cut(10)


def test_a_plan_with_a_price_for_more_does_not_end() -> None:
    quota = builtin_catalog().plans[PlanCode.PROFESSIONAL].features[Feature.RESEARCH_RUN]
    assert quota is not None
    assert (quota.included, quota.overage_cents) == (200, 50)
    assert quota.cut.limit == LIMITLESS


def test_a_catalog_that_is_in_order_is_read() -> None:
    assert read_catalog(GOOD).version == 1


@pytest.mark.parametrize(
    ("was", "is_now"),
    [
        ("version = 1", ""),
        ("research_run", "patent_draft"),
        ('"month"', '"fortnight"'),
        ("included = 10", "included = -1"),
        ("included = 10", "included = 10, at_most = 5, overage_cents = 50"),
        ("included = 10", "included = 10, at_most = 20"),
        ("included = 10", "included = 10, shards = 41"),
        ("run_budget_micros = 1", "run_budget_micros = -1"),
        ("run_budget_micros = 1", 'run_budget_micros = "much"'),
        ("run_budget_micros = 1", "run_budget_micros = 1\ncolour = 1"),
        ("run_budget_micros = 1", ""),
        ("concurrent_runs = 2", "concurrent_runs = 0"),
        (r"[plans.team]", r"[plans.gold]"),
        (r"[plans.team]", "[plans.team"),
    ],
)
def test_a_catalog_that_cannot_be_sold_is_refused(was: str, is_now: str) -> None:
    assert was in GOOD
    with pytest.raises(CatalogError):
        read_catalog(re.sub(re.escape(was), is_now, GOOD))


def test_a_plan_that_is_missing_is_named() -> None:
    without = GOOD.replace(PLAN.format(code="team"), "")
    with pytest.raises(CatalogError, match="team"):
        read_catalog(without)
