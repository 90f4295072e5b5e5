from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from nyqst.errors import (
    Forbidden,
    NotInPlan,
    NyqstError,
    QuotaExceeded,
    RateLimited,
    Unavailable,
)
from nyqst.identity.model.tenant import Enforcement, TenantStatus
from nyqst.identity.plan import PlanCode
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.model.decision import Outcome, Reason, Waiver
from nyqst.metering.model.feature import Feature
from nyqst.metering.model.meter import LIMITLESS
from nyqst.metering.model.model_class import ModelClass
from nyqst.metering.model.reservation import LedgerEntry
from nyqst.metering.sweep import agrees
from nyqst.metering.usage import Usage, Wanted
from tests.fakes.silent import Silent
from tests.unit.nyqst.metering.catalogs import a_catalog, a_rule
from tests.unit.nyqst.metering.gate import Gate

OBSERVED: dict[str, Any] = {"enforcement": Enforcement.OBSERVE}
OFF: dict[str, Any] = {"enforcement": Enforcement.OFF}
PROFESSIONAL: dict[str, Any] = {"plan": PlanCode.PROFESSIONAL}


@pytest.fixture
def gate() -> Gate:
    return Gate()


def denied(gate: Gate, kind: type[NyqstError], **asked: Any) -> Any:
    with pytest.raises(kind) as refused:
        gate.ask(**asked)
    return refused.value


def test_a_permit_has_set_aside_what_was_asked_for(gate: Gate) -> None:
    permit = gate.ask()
    assert permit.plan.code is PlanCode.SANDBOX
    assert permit.decided.seen.policy_version == builtin_catalog().version
    assert gate.level()[Feature.RESEARCH_RUN] == (0, 1, 9)


def test_the_eleventh_run_of_a_sandbox_month_is_denied_with_the_numbers(gate: Gate) -> None:
    gate.fill()
    refused = denied(gate, QuotaExceeded)
    assert refused.code == "quota_exceeded"
    assert refused.facts == {
        "meter": "research_run",
        "period": "2026-11",
        "limit": 10,
        "used": 0,
        "held": 10,
        "remaining": 0,
        "asked": 1,
        "decision": gate.decided()[-1].id,
    }


def test_the_next_month_begins_with_all_of_it(gate: Gate) -> None:
    gate.fill()
    gate.meters.clock.move(days=11)
    gate.ask()
    assert gate.level()[Feature.RESEARCH_RUN] == (0, 1, 9)


def test_what_is_taken_in_one_month_is_settled_in_it(gate: Gate) -> None:
    permit = gate.ask(lifetime=timedelta(days=20))
    gate.meters.clock.move(days=11)
    gate.meters.settlement.commit(permit.reservation, 1)
    assert gate.level()[Feature.RESEARCH_RUN] == (0, 0, 10)


def test_a_better_plan_holds_from_the_next_admission_on(gate: Gate) -> None:
    gate.fill()
    gate.ask(**PROFESSIONAL)
    assert gate.level(PlanCode.PROFESSIONAL)[Feature.RESEARCH_RUN][1] == 11


def test_beyond_what_is_included_is_overage(gate: Gate) -> None:
    permit = gate.ask(**PROFESSIONAL, quantity=203)
    gate.meters.settlement.commit(permit.reservation, 203)
    usage = Usage(builtin_catalog, gate.meters.store, gate.meters.clock)
    of_feature = {each.feature: each for each in usage.of("ten_a", PlanCode.PROFESSIONAL)}
    assert of_feature[Feature.RESEARCH_RUN].overage == 3


def test_a_feature_that_is_not_in_the_plan_is_denied_by_name(gate: Gate) -> None:
    refused = denied(gate, NotInPlan, needs=(Feature.SUPER_REPORT,))
    (kept,) = gate.decided()
    assert refused.facts == {
        "plan": "sandbox",
        "feature": "super_report",
        "decision": kept.id,
    }
    assert gate.level()[Feature.RESEARCH_RUN] == (0, 0, 10)


def test_a_rule_of_the_catalog_denies_by_its_name_and_reason(gate: Gate) -> None:
    gate.catalog = a_catalog(rules=[a_rule(when={"plans": ["sandbox"]})])
    refused = denied(gate, NotInPlan)
    (kept,) = gate.decided()
    assert refused.code == "denied_by_rule"
    assert refused.facts == {"rule": "a_rule", "because": "not_now", "decision": kept.id}
    assert gate.level()[Feature.RESEARCH_RUN] == (0, 0, 10)
    gate.ask(**PROFESSIONAL)


def test_a_rule_about_a_feature_denies_what_needs_it(gate: Gate) -> None:
    gate.catalog = a_catalog(rules=[a_rule(when={"features": ["super_report"]})])
    assert denied(gate, NotInPlan, needs=(Feature.SUPER_REPORT,)).code == "denied_by_rule"
    gate.ask()


@pytest.mark.parametrize("waived", [OBSERVED, OFF])
def test_a_rule_of_the_catalog_is_waived_like_the_others(
    gate: Gate, waived: dict[str, Any]
) -> None:
    gate.catalog = a_catalog(rules=[a_rule()])
    assert gate.ask(**waived).decided.decision.reason is Reason.DENIED_BY_RULE
    gate.bypassed = True
    assert gate.ask().decided.decision.waived_by is Waiver.BYPASS
    assert gate.level()[Feature.RESEARCH_RUN][1] == 2


def test_who_is_past_due_does_not_get_better_models_by_asking(gate: Gate) -> None:
    overdue: dict[str, Any] = {"plan": PlanCode.TEAM, "standing": TenantStatus.PAST_DUE}
    refused = denied(gate, NotInPlan, **overdue, model_class=ModelClass.STANDARD)
    assert (refused.code, refused.facts["allowed"]) == ("model_class_not_in_plan", "economy")
    gate.ask(**overdue, model_class=ModelClass.ECONOMY)


def test_a_suspended_tenant_is_denied(gate: Gate) -> None:
    refused = denied(gate, Forbidden, standing=TenantStatus.SUSPENDED)
    assert refused.code == "tenant_suspended"
    assert gate.level()[Feature.RESEARCH_RUN] == (0, 0, 10)


def test_when_the_days_tokens_are_used_up_a_run_is_told_to_wait_for_the_next(gate: Gate) -> None:
    gate.use_tokens(500_000)
    refused = denied(gate, RateLimited)
    assert (refused.code, refused.facts["period"]) == ("rate_limited", "2026-11-20")
    assert refused.retry_after_s == 12 * 3600
    gate.meters.clock.move(hours=12)
    gate.ask()


def test_tenants_do_not_count_for_each_other(gate: Gate) -> None:
    gate.fill(tenant_id="ten_b")
    gate.ask()
    assert len(gate.decided()) == 1


def test_entries_of_a_period_are_listed_over_all_shards(gate: Gate) -> None:
    for permit in gate.fill(12, plan=PlanCode.TEAM):
        gate.meters.settlement.commit(permit.reservation, 1)
    usage = Usage(builtin_catalog, gate.meters.store, gate.meters.clock)
    today = gate.meters.clock.now().date()
    listed: list[LedgerEntry] = []
    cursor: str | None = None
    while cursor is not None or not listed:
        wanted = Wanted(today, today, 5, cursor)
        page = usage.entries("ten_a", PlanCode.TEAM, Feature.RESEARCH_RUN, wanted)
        listed += page.items
        cursor = page.next_cursor
    assert sorted({entry.reservation_id for entry in listed}) == [
        f"run_{number:02}" for number in range(1, 13)
    ]
    assert len(listed) == 12


def test_an_entry_is_not_shown_after_thirteen_months_though_it_still_stands(gate: Gate) -> None:
    gate.meters.settlement.commit(gate.ask().reservation, 1)
    gate.meters.clock.move(hours=1)
    gate.meters.settlement.commit(gate.ask().reservation, 1)
    usage = Usage(builtin_catalog, gate.meters.store, gate.meters.clock)
    day = gate.meters.clock.now().date()

    def listed() -> list[str]:
        wanted = Wanted(day, day, 5)
        page = usage.entries("ten_a", PlanCode.SANDBOX, Feature.RESEARCH_RUN, wanted)
        return [entry.reservation_id for entry in page.items]

    gate.meters.clock.move(days=399)
    assert listed() == ["run_01", "run_02"]
    gate.meters.clock.move(hours=23.5)
    assert listed() == ["run_02"]
    gate.meters.clock.move(hours=1)
    assert listed() == []


def test_a_plan_with_other_shards_finds_what_the_month_began_with(gate: Gate) -> None:
    gate.fill(3, plan=PlanCode.TEAM)
    assert gate.level(PlanCode.SANDBOX)[Feature.RESEARCH_RUN] == (0, 3, 7)
    gate.fill(2, plan=PlanCode.ENTERPRISE)
    assert gate.level(PlanCode.ENTERPRISE)[Feature.RESEARCH_RUN][1] == 5


def test_a_hold_says_under_which_plan_and_policy_it_was_given(gate: Gate) -> None:
    permit = gate.ask("run_1", user_id="usr_1")
    shard = gate.meters.store.shard(permit.reservation.shard)
    assert shard is not None
    version = builtin_catalog().version
    assert shard.holds["run_1"].facts == {"plan": "sandbox", "policy": version, "user": "usr_1"}
    assert shard.key.meter.name == "research_run"


def test_every_decision_is_kept_with_what_it_saw(gate: Gate) -> None:
    gate.fill()
    denied(gate, QuotaExceeded)
    kept = gate.decided()
    assert [each.decision.outcome for each in kept] == [Outcome.PERMITTED] * 10 + [Outcome.DENIED]
    assert [each.subject for each in kept] == [f"run_{number:02}" for number in range(1, 12)]
    assert [each.seen.counted.balance.held for each in kept] == list(range(11))  # type: ignore[union-attr]


def test_the_same_id_again_is_the_same_reservation(gate: Gate) -> None:
    first = gate.ask("run_1")
    assert gate.ask("run_1").reservation == first.reservation
    assert gate.level()[Feature.RESEARCH_RUN] == (0, 1, 9)


def test_a_denied_request_that_comes_again_is_decided_afresh(gate: Gate) -> None:
    gate.fill()
    denied(gate, QuotaExceeded, id_="run_x")
    gate.ask("run_x", **PROFESSIONAL)
    assert [each.decision.outcome for each in gate.decided()[-2:]] == ["denied", "permitted"]


def test_what_has_expired_is_no_obstacle(gate: Gate) -> None:
    gate.fill()
    gate.meters.clock.move(hours=1)
    gate.ask()
    assert gate.decided()[-1].decision.numbers == {
        "meter": "research_run",
        "period": "2026-11",
        "limit": 10,
        "used": 0,
        "held": 0,
        "remaining": 10,
        "asked": 1,
    }


def test_an_observed_tenant_is_let_through_and_counted(gate: Gate) -> None:
    for permit in gate.fill(12, **OBSERVED):
        gate.meters.settlement.commit(permit.reservation, 1)
    kept = [each.decision for each in gate.decided()]
    assert [each.outcome for each in kept] == ["permitted"] * 10 + ["let_through"] * 2
    assert (kept[-1].reason, kept[-1].waived_by) == (Reason.QUOTA_EXCEEDED, Waiver.OBSERVE)
    assert gate.level()[Feature.RESEARCH_RUN] == (12, 0, -2)


def test_an_observed_tenant_has_what_its_plan_does_not(gate: Gate) -> None:
    permit = gate.ask(needs=(Feature.SUPER_REPORT,), **OBSERVED)
    assert permit.decided.decision.reason is Reason.FEATURE_NOT_IN_PLAN
    assert gate.level()[Feature.RESEARCH_RUN] == (0, 1, 9)


def test_of_a_tenant_whose_enforcement_is_off_nothing_is_kept_but_its_use(gate: Gate) -> None:
    for permit in gate.fill(12, **OFF):
        gate.meters.settlement.commit(permit.reservation, 1)
    assert gate.decided() == []
    assert gate.level()[Feature.RESEARCH_RUN] == (12, 0, -2)


def test_the_bypass_lets_everybody_through_and_says_so(gate: Gate) -> None:
    gate.fill()
    gate.bypassed = True
    permit = gate.ask()
    assert permit.decided.decision.waived_by is Waiver.BYPASS
    assert gate.decided()[-1].asked.bypassed
    gate.bypassed = False
    denied(gate, QuotaExceeded)


def test_counters_equal_the_ledger_through_every_switch(gate: Gate) -> None:
    modes: list[dict[str, Any]] = [{}, OBSERVED, {}, OFF, {}, OBSERVED]
    for plan in (PlanCode.SANDBOX, PlanCode.TEAM, PlanCode.SANDBOX):
        for number, mode in enumerate(modes):
            for turn in range(4):
                try:
                    permit = gate.ask(plan=plan, **mode)
                except QuotaExceeded:
                    continue
                if turn:
                    gate.meters.settlement.commit(permit.reservation, turn % 2)
            gate.bypassed = number == 3
    store = gate.meters.store
    for shard in store.every_shard():
        assert agrees(shard, store.entries(shard.key)), shard
    used, held, left = gate.level()[Feature.RESEARCH_RUN]
    assert used + held > 10
    assert left == 10 - used - held


def test_a_tenant_that_is_limited_again_is_denied_what_it_has_used_beyond(gate: Gate) -> None:
    for permit in gate.fill(12, **OFF):
        gate.meters.settlement.commit(permit.reservation, 1)
    refused = denied(gate, QuotaExceeded)
    assert (refused.facts["used"], refused.facts["remaining"]) == (12, -2)


def test_a_meter_is_cut_to_no_limit_while_there_is_none(gate: Gate) -> None:
    permit = gate.ask(**OFF)
    shard = gate.meters.store.shard(permit.reservation.shard)
    assert shard is not None
    assert shard.cut.limit == LIMITLESS


@pytest.mark.parametrize("silent", ["shard", "hold"])
def test_what_cannot_be_told_is_denied(gate: Gate, silent: str) -> None:
    gate.break_store(silent)
    refused = denied(gate, Unavailable)
    assert refused.code == "metering_unavailable"
    (kept,) = gate.decided()
    assert kept.decision.reason is Reason.METERING_UNAVAILABLE


@pytest.mark.parametrize("silent", ["shard", "hold"])
def test_what_is_open_on_failure_goes_on_and_is_counted_later(gate: Gate, silent: str) -> None:
    gate.open_on_failure()
    working = gate.meters.store
    gate.break_store(silent)
    permit = gate.ask()
    assert not permit.reservation.is_held
    assert gate.decided()[0].decision.waived_by is Waiver.ON_FAILURE
    gate.meters.store = working
    assert gate.level()[Feature.RESEARCH_RUN] == (0, 0, 10)


@pytest.mark.parametrize("mode", [OBSERVED, OFF])
def test_where_nothing_is_enforced_a_silent_store_stops_nobody(
    gate: Gate, mode: dict[str, Any]
) -> None:
    gate.break_store("shard")
    assert not gate.ask(**mode).reservation.is_held


def test_a_permit_that_cannot_be_kept_is_none(gate: Gate) -> None:
    gate.log = Silent(gate.log, frozenset({"put"}))
    assert denied(gate, Unavailable).code == "metering_unavailable"
    assert gate.level()[Feature.RESEARCH_RUN] == (0, 0, 10)


def test_a_denial_that_cannot_be_kept_is_no_decision(gate: Gate) -> None:
    gate.fill()
    gate.log = Silent(gate.log, frozenset({"put"}))
    assert denied(gate, Unavailable).code == "metering_unavailable"


def test_where_it_is_let_through_a_decision_can_be_kept_later(gate: Gate) -> None:
    gate.open_on_failure()
    gate.log = Silent(gate.log, frozenset({"put"}))
    permit = gate.ask()
    assert (permit.recorded, permit.reservation.is_held) == (False, True)


@dataclass
class Returning:
    """A store in which somebody gives a unit back between a look at it and a hold."""

    store: Any
    give_back: Any

    def __getattr__(self, name: str) -> Any:
        if name == "hold" and self.give_back:
            self.give_back, give = None, self.give_back
            give()
        return getattr(self.store, name)


def test_a_unit_that_comes_back_meanwhile_is_seen_with_the_permit(gate: Gate) -> None:
    first, *_ = gate.fill()
    release = gate.meters.settlement.release
    gate.meters.store = Returning(gate.meters.store, lambda: release(first.reservation))  # type: ignore[assignment]
    permit = gate.ask()
    numbers = permit.decided.decision.numbers
    assert numbers is not None
    assert (numbers["held"], numbers["remaining"]) == (9, 1)
