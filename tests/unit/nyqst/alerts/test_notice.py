"""A threshold is noticed once in a period, whatever is done to limits and thresholds."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from nyqst.alerts.model.alert import Bound
from nyqst.identity.plan import PlanCode
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.model.catalog import Feature, Quota
from nyqst.metering.model.meter import Meter
from nyqst.metering.model.period import Cycle
from nyqst.metering.ports import CurrentCatalog
from tests.unit.nyqst.alerts.tenants import RUNS, Using


def test_below_the_lowest_threshold_there_is_none() -> None:
    using = Using()
    using.use(4)
    assert using.look() == []


def test_each_threshold_is_noticed_when_it_is_reached() -> None:
    using = Using()
    found = []
    for _ in range(10):
        using.use(1)
        found.append(using.look())
    assert found == [[], [], [], [], *[[50]] * 3, [50, 80], [50, 80, 90], [50, 80, 90, 100]]


def test_looking_again_changes_nothing() -> None:
    using = Using()
    using.use(8)
    assert using.look() == using.look() == [80]


def test_of_several_passed_at_once_the_highest_is_told_and_the_lower_ones_never() -> None:
    using = Using()
    using.use(9)
    assert using.look() == [90]
    assert using.look() == [90]


def test_an_alert_says_what_was_used_of_what() -> None:
    using = Using()
    using.use(8)
    using.look()
    (alert,) = using.made
    assert (alert.tenant_id, alert.feature, alert.period) == (
        "ten_a",
        Feature.RESEARCH_RUN,
        "2026-11",
    )
    assert (alert.bound, alert.used, alert.limit) == (Bound.INCLUDED, 8, 10)
    assert alert.exhausted_at == datetime(2026, 11, 25, 9, tzinfo=UTC)


def test_what_is_set_aside_is_not_used() -> None:
    using = Using()
    using.use(4)
    shard = using.meters.every_shard()[0]
    balance = replace(shard.balance, held=4, remaining=shard.balance.remaining - 4)
    using.meters.tamper(replace(shard, balance=balance))
    assert using.look() == []


def test_a_raised_limit_repeats_nothing() -> None:
    using = Using()
    using.use(8)
    using.look()
    using.move_to(PlanCode.PROFESSIONAL)
    using.use(160 - 8)
    assert using.look() == [80]


def test_after_a_raised_limit_a_higher_threshold_is_noticed() -> None:
    using = Using()
    using.use(8)
    using.look()
    using.move_to(PlanCode.PROFESSIONAL)
    using.use(180 - 8)
    assert using.look() == [80, 90]


def test_a_limit_that_was_lowered_is_measured_against_at_once() -> None:
    using = Using()
    using.move_to(PlanCode.PROFESSIONAL)
    using.use(9)
    assert using.look() == []
    using.move_to(PlanCode.SANDBOX)
    assert using.look() == [90]


def test_the_next_period_begins_anew() -> None:
    using = Using()
    using.use(5)
    using.look()
    using.clock.move(days=20)
    using.use(5)
    using.notice.look(replace(RUNS, period="2026-12"))
    assert [alert.period for alert in using.made] == ["2026-11", "2026-12"]


def test_what_is_counted_late_belongs_to_its_own_period_and_foresees_nothing() -> None:
    using = Using()
    using.use(5)
    using.clock.move(days=20)
    using.look()
    (alert,) = using.made
    assert (alert.period, alert.exhausted_at) == ("2026-11", None)


def test_a_tenants_own_thresholds_count() -> None:
    using = Using()
    using.thresholds.change({Feature.RESEARCH_RUN: [30, 70]})
    using.use(3)
    assert using.look() == [30]
    using.use(3)
    assert using.look() == [30]
    using.use(1)
    assert using.look() == [30, 70]


def test_without_thresholds_there_are_no_alerts() -> None:
    using = Using()
    using.thresholds.change({Feature.RESEARCH_RUN: []})
    using.use(10)
    assert using.look() == []


def test_a_threshold_that_is_added_below_what_was_told_is_not_told() -> None:
    using = Using()
    using.use(8)
    using.look()
    using.thresholds.change({Feature.RESEARCH_RUN: [60, 80, 90]})
    assert using.look() == [80]


def with_limit(at_most: int) -> CurrentCatalog:
    """The built-in catalog, its sandbox with ten runs included and more for money."""
    catalog = builtin_catalog()
    sandbox = catalog.plans[PlanCode.SANDBOX]
    quota = Quota(Cycle.MONTH, 10, overage_cents=50, at_most=at_most)
    changed = replace(sandbox, features={**sandbox.features, Feature.RESEARCH_RUN: quota})
    made = replace(catalog, plans={**catalog.plans, PlanCode.SANDBOX: changed})
    return lambda: made


def test_where_there_is_more_for_money_both_bounds_are_watched() -> None:
    using = Using(with_limit(at_most=20))
    using.use(10)
    using.look()
    told = {(alert.bound, alert.threshold, alert.limit) for alert in using.made}
    assert told == {(Bound.INCLUDED, 100, 10), (Bound.LIMIT, 50, 20)}


def test_all_shards_count() -> None:
    using = Using()
    using.move_to(PlanCode.TEAM)
    using.use(500)
    assert len(using.meters.every_shard()) == 4
    assert using.look() == [50]


def test_shards_that_a_larger_plan_left_count_on_a_smaller_one() -> None:
    using = Using()
    using.move_to(PlanCode.TEAM)
    using.use(8)
    using.move_to(PlanCode.SANDBOX)
    assert using.look() == [80]


@pytest.mark.parametrize(
    "meter",
    [
        Meter("ten_a", "run_budget", "run_1"),
        Meter("ten_a", Feature.RESEARCH_RUN, "2026-11-20"),
        Meter("ten_nobody", Feature.RESEARCH_RUN, "2026-11"),
        Meter("ten_a", Feature.SUPER_REPORT, "2026-11"),
    ],
)
def test_what_is_no_quota_of_a_plan_is_passed_over(meter: Meter) -> None:
    using = Using()
    using.use(10)
    using.notice.look(meter)
    assert using.made == []
