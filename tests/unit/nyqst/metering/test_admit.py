"""Who is admitted, by which rule."""

from datetime import timedelta
from typing import Any

import pytest

from nyqst.errors import (
    Forbidden,
    NotInPlan,
    QuotaExceeded,
    RateLimited,
)
from nyqst.identity.model.tenant import TenantStatus
from nyqst.identity.plan import PlanCode
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.model.decision import Outcome, Reason, Waiver
from nyqst.metering.model.feature import Feature
from nyqst.metering.model.meter import Meter, ShardKey
from nyqst.metering.model.model_class import ModelClass
from nyqst.metering.usage import Usage
from tests.unit.nyqst.metering.catalogs import a_catalog, a_rule
from tests.unit.nyqst.metering.decisions import a_balance
from tests.unit.nyqst.metering.gate import OBSERVED, OFF, PROFESSIONAL, Gate


def test_a_permit_has_set_aside_what_was_asked_for(gate: Gate) -> None:
    permit = gate.ask()
    assert permit.plan.code is PlanCode.SANDBOX
    assert permit.decided.seen.policy_version == builtin_catalog().version
    assert gate.level()[Feature.RESEARCH_RUN] == (0, 1, 9)


def test_the_eleventh_run_of_a_sandbox_month_is_denied_with_the_numbers(gate: Gate) -> None:
    gate.fill()
    refused = gate.denied(QuotaExceeded)
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
    refused = gate.denied(NotInPlan, needs=(Feature.SUPER_REPORT,))
    (kept,) = gate.decided()
    assert refused.facts == {
        "plan": "sandbox",
        "feature": "super_report",
        "decision": kept.id,
    }
    assert gate.level()[Feature.RESEARCH_RUN] == (0, 0, 10)


def test_a_rule_of_the_catalog_denies_by_its_name_and_reason(gate: Gate) -> None:
    gate.catalog = a_catalog(rules=[a_rule(when={"plans": ["sandbox"]})])
    refused = gate.denied(NotInPlan)
    (kept,) = gate.decided()
    assert refused.code == "denied_by_rule"
    assert refused.facts == {"rule": "a_rule", "because": "not_now", "decision": kept.id}
    assert gate.level()[Feature.RESEARCH_RUN] == (0, 0, 10)
    gate.ask(**PROFESSIONAL)


def test_a_rule_about_a_feature_denies_what_needs_it(gate: Gate) -> None:
    gate.catalog = a_catalog(rules=[a_rule(when={"features": ["super_report"]})])
    assert gate.denied(NotInPlan, needs=(Feature.SUPER_REPORT,)).code == "denied_by_rule"
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
    refused = gate.denied(NotInPlan, **overdue, model_class=ModelClass.STANDARD)
    assert (refused.code, refused.facts["allowed"]) == ("model_class_not_in_plan", "economy")
    gate.ask(**overdue, model_class=ModelClass.ECONOMY)


def test_a_suspended_tenant_is_denied(gate: Gate) -> None:
    refused = gate.denied(Forbidden, standing=TenantStatus.SUSPENDED)
    assert refused.code == "tenant_suspended"
    assert gate.level()[Feature.RESEARCH_RUN] == (0, 0, 10)


def test_when_the_days_tokens_are_used_up_a_run_is_told_to_wait_for_the_next(gate: Gate) -> None:
    gate.use_tokens(500_000)
    refused = gate.denied(RateLimited)
    assert (refused.code, refused.facts["period"]) == ("rate_limited", "2026-11-20")
    assert refused.retry_after_s == 12 * 3600
    gate.meters.clock.move(hours=12)
    gate.ask()


def test_tenants_do_not_count_for_each_other(gate: Gate) -> None:
    gate.fill(tenant_id="ten_b")
    gate.ask()
    assert len(gate.decided()) == 1


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
    gate.denied(QuotaExceeded)
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
    gate.denied(QuotaExceeded, id_="run_x")
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


def test_who_is_denied_is_told_what_is_left(gate: Gate) -> None:
    gate.fill(7)
    refused = gate.denied(QuotaExceeded, quantity=4)
    assert str(refused) == "research_run: 4 asked for, 3 left of 10"


def test_nothing_is_left_of_what_is_overdrawn(gate: Gate) -> None:
    gate.fill(12, **OBSERVED)
    assert "0 left of 10" in str(gate.denied(QuotaExceeded))


def test_the_last_of_a_plan_is_not_short(gate: Gate) -> None:
    gate.fill(9)
    assert gate.ask().decided.seen.counted.balance == a_balance(10, held=9)


def test_a_permit_without_a_hold_says_for_whom_and_of_what_it_is(gate: Gate) -> None:
    gate.open_on_failure()
    gate.break_store("shard", "hold")
    reservation = gate.ask("run_x").reservation
    assert (reservation.id, reservation.shard) == (
        "run_x",
        ShardKey(Meter("ten_a", "research_run", "2026-11"), 0),
    )
    assert not reservation.is_held
