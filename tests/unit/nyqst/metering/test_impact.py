"""Whom another catalog would touch, over records and meters in memory."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from nyqst.identity.model.tenant import Allowance, TenantName, TenantStatus
from nyqst.identity.plan import PlanCode
from nyqst.identity.records import Added
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.catalog.impact import (
    MOST_NAMED,
    MOST_TENANTS,
    FindImpact,
    Impact,
    OverLimit,
    touching,
)
from nyqst.metering.model.catalog import Catalog
from nyqst.metering.model.feature import Feature
from nyqst.metering.model.meter import Cut, Meter
from nyqst.metering.model.reservation import Reservation
from nyqst.metering.reserve import Reserve
from nyqst.paging import MAX_PAGE
from tests.builders import NOW, a_tenant
from tests.fakes.records import MemoryRecords
from tests.unit.nyqst.metering.catalogs import a_catalog, a_document, a_rule
from tests.unit.nyqst.metering.meters import LIFETIME, Meters

FIVE = {"cycle": "month", "included": 5}


@dataclass
class World:
    records: MemoryRecords = field(default_factory=MemoryRecords)
    meters: Meters = field(default_factory=Meters)

    def add(
        self, tenant_id: str, plan: PlanCode, used: int = 0, held: int = 0, **changes: Any
    ) -> None:
        tenant = a_tenant(tenant_id, override_plan=plan, **changes)
        self.records.commit(Added(tenant), Added(TenantName(tenant_id, NOW)))
        if used:
            taken = self._take(tenant_id, "run_used", used)
            self.meters.settlement.commit(taken, used)
        if held:
            self._take(tenant_id, "run_held", held)

    def _take(self, tenant_id: str, id_: str, amount: int) -> Reservation:
        meters = self.meters
        reserve = Reserve(meters.store, meters.settlement, meters.clock)
        meter = Meter(tenant_id, "research_run", "2026-11")
        return reserve(meter, Cut(100), id_, amount, LIFETIME, {})

    def impact(self, **changes: Any) -> Impact:
        find = FindImpact(self.records, self.meters.store, self.meters.clock)
        return find(builtin_catalog(), a_catalog(**changes))


@pytest.fixture
def world() -> World:
    return World()


def test_those_on_a_changed_plan_are_touched_and_no_others(world: World) -> None:
    world.add("ten_a", PlanCode.TEAM)
    world.add("ten_b", PlanCode.SANDBOX)
    impact = world.impact(plans__team__name="Crew")
    (touched,) = impact.touched
    assert (touched.plan, touched.tenants, touched.tenant_ids) == (PlanCode.TEAM, 1, ("ten_a",))
    assert (impact.looked_at, impact.complete, impact.over_limit) == (2, True, ())


def test_what_is_used_and_set_aside_beyond_the_new_limit_is_told(world: World) -> None:
    world.add("ten_a", PlanCode.SANDBOX, used=4, held=2)
    world.add("ten_b", PlanCode.SANDBOX, used=5)
    assert world.impact(plans__sandbox__features__research_run=FIVE).over_limit == (
        OverLimit("ten_a", PlanCode.SANDBOX, Feature.RESEARCH_RUN, 6, 5),
    )


def test_who_was_over_the_limit_before_it_changed_is_not_told_for_a_wider_one(
    world: World,
) -> None:
    world.add("ten_a", PlanCode.SANDBOX, used=30)
    wider = {"cycle": "month", "included": 20}
    assert world.impact(plans__sandbox__features__research_run=wider).over_limit == ()


def test_a_limit_of_its_own_goes_before_the_plans(world: World) -> None:
    world.add("ten_a", PlanCode.SANDBOX, used=6)
    world.add("ten_b", PlanCode.SANDBOX, used=6, allowances={"research_run": Allowance(50)})
    over = world.impact(plans__sandbox__features__research_run=FIVE).over_limit
    assert [each.tenant_id for each in over] == ["ten_a"]


def test_so_many_are_named_and_so_many_are_looked_at(world: World) -> None:
    for number in range(MOST_TENANTS + 1):
        world.add(f"ten_{number:04}", PlanCode.TEAM)
    impact = world.impact(plans__team__name="Crew")
    assert (impact.looked_at, impact.complete) == (MOST_TENANTS, False)
    assert len(impact.touched[0].tenant_ids) == MOST_NAMED
    assert impact.touched[0].tenants == MOST_TENANTS


def touched(before: Catalog, after: Catalog) -> set[PlanCode]:
    is_touched = touching(before, after)
    return {plan for plan in PlanCode if is_touched(a_tenant(override_plan=plan))}


def test_a_price_touches_every_plan() -> None:
    prices = {"another": {"input": 1, "output": 1}}
    assert touched(builtin_catalog(), a_catalog(prices=prices)) == set(PlanCode)


def test_a_rule_touches_the_plans_it_is_about() -> None:
    rules = [a_rule(when={"plans": ["team"]})]
    assert touched(a_catalog(rules=[]), a_catalog(rules=rules)) == {PlanCode.TEAM}
    assert touched(a_catalog(rules=[]), a_catalog(rules=[a_rule()])) == set(PlanCode)


def test_what_becomes_of_a_feature_on_failure_touches_the_plans_that_have_it() -> None:
    open_ = {**a_document()["features"]["super_report"], "on_failure": "open"}
    assert touched(builtin_catalog(), a_catalog(features__super_report=open_)) == {
        PlanCode.PROFESSIONAL,
        PlanCode.TEAM,
        PlanCode.ENTERPRISE,
    }


def test_a_rule_touches_those_of_the_standing_it_is_about() -> None:
    rules = [a_rule(when={"statuses": ["past_due"]})]
    is_touched = touching(a_catalog(rules=[]), a_catalog(rules=rules))
    assert is_touched(a_tenant(status=TenantStatus.PAST_DUE))
    assert not is_touched(a_tenant(status=TenantStatus.ACTIVE))


def test_other_classes_of_a_plan_touch_whom_a_rule_gives_them() -> None:
    """Who is past due has the sandbox's, on whatever plan."""
    changed = a_catalog(plans__sandbox__model_classes=["economy", "standard"])
    is_touched = touching(builtin_catalog(), changed)
    on_team = {"override_plan": PlanCode.TEAM}
    assert is_touched(a_tenant(**on_team, status=TenantStatus.PAST_DUE))
    assert not is_touched(a_tenant(**on_team))


def test_the_same_catalog_touches_nobody() -> None:
    assert touched(builtin_catalog(), a_catalog()) == set()


def test_tenants_on_every_page_are_looked_at(world: World) -> None:
    for number in range(MAX_PAGE + 1):
        world.add(f"ten_{number:04}", PlanCode.TEAM)
    impact = world.impact(plans__team__name="Crew")
    assert (impact.looked_at, impact.touched[0].tenants) == (MAX_PAGE + 1, MAX_PAGE + 1)


def test_who_has_used_nothing_is_over_no_limit(world: World) -> None:
    world.add("ten_a", PlanCode.SANDBOX)
    none = {"cycle": "month", "included": 0}
    assert world.impact(plans__sandbox__features__research_run=none).over_limit == ()


def test_a_limit_of_its_own_that_has_passed_does_not_go_before_the_plans(world: World) -> None:
    passed = Allowance(50, until=NOW - timedelta(seconds=1))
    world.add("ten_a", PlanCode.SANDBOX, used=6, allowances={"research_run": passed})
    over = world.impact(plans__sandbox__features__research_run=FIVE).over_limit
    assert [each.limit for each in over] == [5]


def test_a_limit_behind_a_feature_without_one_is_looked_at_too(world: World) -> None:
    world.add("ten_a", PlanCode.SANDBOX, used=6)
    tokens = a_document()["plans"]["sandbox"]["features"]["llm_tokens"]
    features = {"super_report": {}, "llm_tokens": tokens, "research_run": FIVE}
    (over,) = world.impact(plans__sandbox__features=features).over_limit
    assert over.feature is Feature.RESEARCH_RUN
