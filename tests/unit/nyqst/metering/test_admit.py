from datetime import timedelta

import pytest

from nyqst.errors import NotInPlan, QuotaExceeded
from nyqst.identity.plan import PlanCode
from nyqst.metering.admit import Admit
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.model.catalog import Feature
from nyqst.metering.model.reservation import LedgerEntry
from nyqst.metering.reserve import Reserve
from nyqst.metering.usage import Usage, Wanted
from tests.unit.nyqst.metering.meters import LIFETIME, Meters


def admit_with(meters: Meters) -> Admit:
    reserve = Reserve(meters.store, meters.settlement, meters.clock)
    return Admit(builtin_catalog(), reserve, meters.clock)


def usage_of(meters: Meters, plan: PlanCode) -> dict[Feature, tuple[int, int, int]]:
    """Used, held and remaining."""
    usage = Usage(builtin_catalog(), meters.store, meters.clock)
    return {
        each.feature: (each.balance.used, each.balance.held, each.balance.remaining)
        for each in usage.of("ten_a", plan)
    }


def test_a_permit_has_set_aside_what_was_asked_for() -> None:
    meters = Meters()
    permit = admit_with(meters)("ten_a", PlanCode.SANDBOX, Feature.RESEARCH_RUN, "run_1", LIFETIME)
    assert permit.plan.code is PlanCode.SANDBOX
    assert permit.policy_version == builtin_catalog().version
    assert usage_of(meters, PlanCode.SANDBOX)[Feature.RESEARCH_RUN] == (0, 1, 9)


def test_the_eleventh_run_of_a_sandbox_month_is_denied_with_the_numbers() -> None:
    meters = Meters()
    admit = admit_with(meters)
    for number in range(10):
        admit("ten_a", PlanCode.SANDBOX, Feature.RESEARCH_RUN, f"run_{number}", LIFETIME)
    with pytest.raises(QuotaExceeded) as denied:
        admit("ten_a", PlanCode.SANDBOX, Feature.RESEARCH_RUN, "run_10", LIFETIME)
    assert denied.value.code == "quota_exceeded"
    assert denied.value.facts["limit"] == 10
    assert denied.value.facts["period"] == "2026-11"


def test_the_next_month_begins_with_all_of_it() -> None:
    meters = Meters()
    admit = admit_with(meters)
    for number in range(10):
        admit("ten_a", PlanCode.SANDBOX, Feature.RESEARCH_RUN, f"run_{number}", LIFETIME)
    meters.clock.move(days=11)
    admit("ten_a", PlanCode.SANDBOX, Feature.RESEARCH_RUN, "run_10", LIFETIME)
    assert usage_of(meters, PlanCode.SANDBOX)[Feature.RESEARCH_RUN] == (0, 1, 9)


def test_what_is_taken_in_one_month_is_settled_in_it() -> None:
    meters = Meters()
    permit = admit_with(meters)(
        "ten_a", PlanCode.SANDBOX, Feature.RESEARCH_RUN, "run_1", timedelta(days=20)
    )
    meters.clock.move(days=11)
    meters.settlement.commit(permit.reservation, 1)
    assert usage_of(meters, PlanCode.SANDBOX)[Feature.RESEARCH_RUN] == (0, 0, 10)


def test_a_better_plan_holds_from_the_next_admission_on() -> None:
    meters = Meters()
    admit = admit_with(meters)
    for number in range(10):
        admit("ten_a", PlanCode.SANDBOX, Feature.RESEARCH_RUN, f"run_{number}", LIFETIME)
    admit("ten_a", PlanCode.PROFESSIONAL, Feature.RESEARCH_RUN, "run_10", LIFETIME)
    assert usage_of(meters, PlanCode.PROFESSIONAL)[Feature.RESEARCH_RUN][1] == 11


def test_beyond_what_is_included_is_overage() -> None:
    meters = Meters()
    admit = admit_with(meters)
    permit = admit(
        "ten_a", PlanCode.PROFESSIONAL, Feature.RESEARCH_RUN, "runs", LIFETIME, quantity=203
    )
    meters.settlement.commit(permit.reservation, 203)
    usage = Usage(builtin_catalog(), meters.store, meters.clock)
    runs = next(
        each
        for each in usage.of("ten_a", PlanCode.PROFESSIONAL)
        if each.feature is Feature.RESEARCH_RUN
    )
    assert runs.overage == 3


def test_a_feature_that_is_not_in_the_plan_is_denied_by_name() -> None:
    with pytest.raises(NotInPlan) as denied:
        admit_with(Meters()).require(PlanCode.SANDBOX, Feature.SUPER_REPORT)
    assert denied.value.facts == {"plan": "sandbox", "feature": "super_report"}


def test_tenants_do_not_count_for_each_other() -> None:
    meters = Meters()
    admit = admit_with(meters)
    for number in range(10):
        admit("ten_b", PlanCode.SANDBOX, Feature.RESEARCH_RUN, f"run_{number}", LIFETIME)
    admit("ten_a", PlanCode.SANDBOX, Feature.RESEARCH_RUN, "run_10", LIFETIME)


def test_entries_of_a_period_are_listed_over_all_shards() -> None:
    meters = Meters()
    admit = admit_with(meters)
    for number in range(12):
        permit = admit("ten_a", PlanCode.TEAM, Feature.RESEARCH_RUN, f"run_{number}", LIFETIME)
        meters.settlement.commit(permit.reservation, 1)
    usage = Usage(builtin_catalog(), meters.store, meters.clock)
    today = meters.clock.now().date()
    listed: list[LedgerEntry] = []
    cursor: str | None = None
    while cursor is not None or not listed:
        wanted = Wanted(today, today, 5, cursor)
        page = usage.entries("ten_a", PlanCode.TEAM, Feature.RESEARCH_RUN, wanted)
        listed += page.items
        cursor = page.next_cursor
    assert sorted({entry.reservation_id for entry in listed}) == sorted(
        f"run_{number}" for number in range(12)
    )
    assert len(listed) == 12


def test_a_hold_says_under_which_plan_and_policy_it_was_given() -> None:
    meters = Meters()
    permit = admit_with(meters)(
        "ten_a",
        PlanCode.SANDBOX,
        Feature.RESEARCH_RUN,
        "run_1",
        LIFETIME,
        facts={"user": "usr_1"},
    )
    shard = meters.store.shard(permit.reservation.shard)
    assert shard is not None
    version = builtin_catalog().version
    facts = {"plan": "sandbox", "policy": version, "user": "usr_1"}
    assert shard.holds["run_1"].facts == facts
    assert shard.key.meter.name == "research_run"
