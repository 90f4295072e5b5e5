from dataclasses import replace
from datetime import timedelta

import pytest

from nyqst.errors import NotFound, QuotaExceeded
from nyqst.identity.model.tenant import Allowance, Enforcement, TenantStatus
from nyqst.identity.plan import PlanCode
from nyqst.metering.explain import Explain, Explanation
from nyqst.metering.model.decision import Decision, Outcome, Reason, Waiver
from tests.builders import a_caller
from tests.unit.nyqst.metering.catalogs import a_catalog, a_rule
from tests.unit.nyqst.metering.gate import Gate

SANDBOX = a_caller(plan=PlanCode.SANDBOX)


@pytest.fixture
def gate() -> Gate:
    """One that has denied a run."""
    gate = Gate()
    gate.fill()
    with pytest.raises(QuotaExceeded):
        gate.ask()
    return gate


def explained(gate: Gate, caller: object = SANDBOX) -> Explanation:
    return Explain(gate.admit)(caller, gate.decided()[-1].id)  # type: ignore[arg-type]


def test_every_rule_is_told_with_what_it_saw(gate: Gate) -> None:
    told = explained(gate).findings
    assert [one.holds for one in told] == [True, True, True, True, True, False, True]
    assert told[5].saw == {
        "meter": "research_run",
        "period": "2026-11",
        "limit": 10,
        "used": 0,
        "held": 10,
        "remaining": 0,
        "asked": 1,
    }


def test_a_decision_comes_out_the_same_when_it_is_made_again(gate: Gate) -> None:
    gate.meters.clock.move(days=11)
    for kept in gate.decided():
        told = Explain(gate.admit)(SANDBOX, kept.id)
        assert told.replayed == kept.decision
        assert told.comes_out_the_same


def test_a_decision_that_came_out_otherwise_is_said_to(gate: Gate) -> None:
    kept = gate.decided()[-1]
    gate.log.put(
        replace(kept, id="dec_x", decision=Decision(Outcome.PERMITTED, Reason.WITHIN_LIMITS))
    )
    told = Explain(gate.admit)(SANDBOX, "dec_x")
    assert not told.comes_out_the_same
    assert told.replayed.reason is Reason.QUOTA_EXCEEDED


def test_what_would_be_decided_today_goes_by_the_meters_of_today(gate: Gate) -> None:
    assert explained(gate).today.decision.outcome is Outcome.DENIED
    gate.meters.clock.move(days=11)
    today = explained(gate).today
    assert (today.decision.outcome, today.seen.counted.period) == (Outcome.PERMITTED, "2026-12")


def test_what_would_be_decided_today_goes_by_the_plan_and_the_policy_of_today(gate: Gate) -> None:
    gate.catalog = replace(gate.catalog, version=7)
    today = explained(gate, replace(SANDBOX, plan=PlanCode.TEAM)).today
    assert (today.decision.outcome, today.seen.policy_version) == (Outcome.PERMITTED, 7)


def test_what_would_be_decided_today_goes_by_the_enforcement_of_today(gate: Gate) -> None:
    observed = replace(SANDBOX, enforcement=Enforcement.OBSERVE)
    assert explained(gate, observed).today.decision.waived_by is Waiver.OBSERVE
    gate.bypassed = True
    assert explained(gate).today.decision.waived_by is Waiver.BYPASS


def test_what_would_be_decided_today_goes_by_the_standing_and_the_rules_of_today(
    gate: Gate,
) -> None:
    gate.catalog = a_catalog(rules=[a_rule(when={"statuses": ["past_due"]})])
    overdue = replace(SANDBOX, standing=TenantStatus.PAST_DUE)
    assert explained(gate, overdue).today.decision.reason is Reason.DENIED_BY_RULE
    assert explained(gate).today.decision.reason is Reason.QUOTA_EXCEEDED


def test_to_explain_sets_nothing_aside_and_keeps_nothing(gate: Gate) -> None:
    kept, level = gate.decided(), gate.level()
    explained(gate)
    assert (gate.decided(), gate.level()) == (kept, level)


def test_a_decision_is_explained_though_the_meters_cannot_be_read(gate: Gate) -> None:
    gate.break_store("shard")
    told = explained(gate)
    assert told.comes_out_the_same
    assert told.today.decision.reason is Reason.METERING_UNAVAILABLE


def test_a_decision_is_not_shown_after_thirteen_months_though_it_still_stands(gate: Gate) -> None:
    first = gate.decided()[0]
    explain, clock = Explain(gate.admit), gate.meters.clock
    clock.instant = first.at + timedelta(days=400) - timedelta(seconds=1)
    assert len(explain.list(SANDBOX, 100, None, None).items) == 11
    assert explain(SANDBOX, first.id).decided == first
    clock.move(seconds=1)
    assert explain.list(SANDBOX, 100, None, None).items == ()
    with pytest.raises(NotFound):
        explain(SANDBOX, first.id)


def test_behind_a_decision_that_is_over_no_page_follows(gate: Gate) -> None:
    gate.meters.clock.move(days=30)
    gate.ask()
    gate.meters.clock.move(days=380)
    page = Explain(gate.admit).list(SANDBOX, 2, None, None)
    assert ([each.subject for each in page.items], page.next_cursor) == (["run_12"], None)


def test_another_tenants_decision_is_not_found(gate: Gate) -> None:
    with pytest.raises(NotFound) as refused:
        explained(gate, a_caller("ten_b"))
    assert refused.value.code == "decision_not_found"


def test_decisions_are_listed_page_by_page(gate: Gate) -> None:
    explain = Explain(gate.admit)
    first = explain.list(SANDBOX, 6, None, None)
    second = explain.list(SANDBOX, 6, first.next_cursor, None)
    assert [*first.items, *second.items] == list(reversed(gate.decided()))


def test_those_of_one_outcome_are_listed_alone(gate: Gate) -> None:
    listed = Explain(gate.admit).list(SANDBOX, 100, None, Outcome.DENIED).items
    assert [each.subject for each in listed] == ["run_11"]


def test_what_would_be_decided_today_goes_by_the_operators_word_of_today(gate: Gate) -> None:
    allowed = replace(SANDBOX, allowances={"research_run": Allowance(11)})
    today = explained(gate, allowed).today
    assert (today.decision.outcome, today.asked.allowances) == (
        Outcome.PERMITTED,
        allowed.allowances,
    )
    assert today.at == gate.meters.clock.now()
