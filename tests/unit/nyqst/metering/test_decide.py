"""The rules of admission, by themselves."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst.errors import InvalidInput
from nyqst.identity.model.tenant import Enforcement, TenantStatus
from nyqst.metering.model.decide import RULES, decide, findings
from nyqst.metering.model.decision import (
    Asked,
    Decision,
    LimitScope,
    Outcome,
    Reason,
    Seen,
    Waiver,
)
from nyqst.metering.model.feature import Feature, OnFailure
from nyqst.metering.model.model_class import ModelClass
from nyqst.metering.model.reservation import MAX_AMOUNT
from nyqst.metering.model.rule import Denial
from tests.unit.nyqst.metering.decisions import (
    AT,
    a_balance,
    a_seen,
    an_asked,
    decided,
    runs,
    tokens,
)

SUSPENDED = {"standing": TenantStatus.SUSPENDED}
RULED = {"denial": Denial("a_rule", "not_now")}
NO_CLASS: dict[str, Any] = {"classes": ()}
LACKING = {"lacking": (Feature.SUPER_REPORT,)}
FULL = {"counted": runs(a_balance(10, used=7, held=3))}
TOKENS_USED = {"drawn": tokens(a_balance(1_000, used=1_000))}
UNREAD = {"counted": runs(None)}
OPEN = {"counted": runs(None, on_failure=OnFailure.OPEN)}


def test_what_every_rule_allows_is_permitted_with_the_numbers() -> None:
    decision = decided(seen=a_seen(counted=runs(a_balance(10, used=7, held=2))))
    assert (decision.outcome, decision.reason) == (Outcome.PERMITTED, Reason.WITHIN_LIMITS)
    assert (decision.scope, decision.waived_by, decision.retry_after_s) == (None, None, None)
    assert decision.numbers == {
        "meter": "research_run",
        "period": "2026-11",
        "limit": 10,
        "used": 7,
        "held": 2,
        "remaining": 1,
        "asked": 1,
    }


def test_a_suspended_tenant_is_denied() -> None:
    decision = decided(an_asked(**SUSPENDED))
    assert decision == Decision(
        Outcome.DENIED,
        Reason.TENANT_SUSPENDED,
        LimitScope.TENANT,
        numbers={"status": "suspended"},
    )


def test_what_the_plan_does_not_have_is_denied_by_name() -> None:
    decision = decided(seen=a_seen(**LACKING))
    assert decision == Decision(
        Outcome.DENIED,
        Reason.FEATURE_NOT_IN_PLAN,
        LimitScope.PLAN,
        numbers={"plan": "sandbox", "feature": "super_report"},
    )


def test_what_a_rule_of_the_catalog_denies_is_denied_with_the_rule_and_its_reason() -> None:
    assert decided(seen=a_seen(**RULED, **LACKING)) == Decision(
        Outcome.DENIED,
        Reason.DENIED_BY_RULE,
        LimitScope.POLICY,
        numbers={"rule": "a_rule", "because": "not_now"},
    )


def test_a_model_class_that_is_not_allowed_is_denied_with_those_that_are() -> None:
    allowed = (ModelClass.ECONOMY, ModelClass.STANDARD)
    decision = decided(an_asked(model_class=ModelClass.PREMIUM), a_seen(classes=allowed))
    assert decision == Decision(
        Outcome.DENIED,
        Reason.MODEL_CLASS_NOT_IN_PLAN,
        LimitScope.PLAN,
        numbers={"plan": "sandbox", "allowed": "economy standard", "model_class": "premium"},
    )


def test_a_model_class_that_is_allowed_is_permitted() -> None:
    asked = an_asked(model_class=ModelClass.ECONOMY)
    assert decided(asked, a_seen(classes=(ModelClass.ECONOMY,))).outcome is Outcome.PERMITTED


def test_where_rules_together_leave_no_model_class_it_is_denied() -> None:
    assert decided(seen=a_seen(**NO_CLASS)).reason is Reason.MODEL_CLASS_NOT_IN_PLAN


def test_what_the_store_does_not_tell_is_denied() -> None:
    decision = decided(seen=a_seen(**UNREAD))
    assert decision == Decision(
        Outcome.DENIED,
        Reason.METERING_UNAVAILABLE,
        LimitScope.STORE,
        numbers={"unread": "research_run"},
    )


def test_what_is_open_on_failure_is_let_through_unread() -> None:
    decision = decided(seen=a_seen(**OPEN))
    assert (decision.outcome, decision.waived_by) == (Outcome.LET_THROUGH, Waiver.ON_FAILURE)
    assert decision.reason is Reason.METERING_UNAVAILABLE


def test_one_closed_meter_that_is_unread_is_enough_to_deny() -> None:
    decision = decided(seen=a_seen(**OPEN, drawn=tokens(None)))
    assert decision.outcome is Outcome.DENIED
    assert decision.numbers == {"unread": "research_run llm_tokens"}


def test_what_is_open_on_failure_is_no_way_around_a_quota_that_is_told() -> None:
    unread = tokens(None, on_failure=OnFailure.OPEN)
    decision = decided(seen=a_seen(**FULL, drawn=unread))
    assert (decision.outcome, decision.reason) == (Outcome.DENIED, Reason.QUOTA_EXCEEDED)


def test_the_unit_beyond_the_period_is_denied_with_the_numbers() -> None:
    decision = decided(seen=a_seen(**FULL))
    assert (decision.outcome, decision.reason) == (Outcome.DENIED, Reason.QUOTA_EXCEEDED)
    assert decision.scope is LimitScope.PERIOD
    assert decision.numbers == {
        "meter": "research_run",
        "period": "2026-11",
        "limit": 10,
        "used": 7,
        "held": 3,
        "remaining": 0,
        "asked": 1,
    }


def test_more_than_is_left_is_denied_and_as_much_is_not() -> None:
    seen = a_seen(counted=runs(a_balance(10, used=7)))
    assert decided(an_asked(quantity=3), seen).outcome is Outcome.PERMITTED
    assert decided(an_asked(quantity=4), seen).reason is Reason.QUOTA_EXCEEDED


def test_when_the_days_tokens_are_used_up_it_is_told_how_long_to_wait() -> None:
    decision = decided(seen=a_seen(**TOKENS_USED))
    assert (decision.outcome, decision.reason) == (Outcome.DENIED, Reason.RATE_LIMITED)
    assert (decision.scope, decision.retry_after_s) == (LimitScope.DAY, 30 * 60)
    assert decision.numbers is not None
    assert (decision.numbers["meter"], decision.numbers["used"]) == ("llm_tokens", 1_000)


def test_a_wait_is_never_told_as_over() -> None:
    """By a clock that is ahead of the one by which the meters were read."""
    seen = a_seen(drawn=tokens(a_balance(1, used=1), resets_at=AT))
    assert decided(seen=seen).retry_after_s == 1


def test_tokens_that_are_only_set_aside_deny_nothing() -> None:
    seen = a_seen(drawn=tokens(a_balance(1_000, used=1, held=999)))
    assert decided(seen=seen).outcome is Outcome.PERMITTED


def test_a_plan_without_a_limit_of_tokens_has_none() -> None:
    assert decided(seen=a_seen(drawn=None)).outcome is Outcome.PERMITTED


@pytest.mark.parametrize(
    ("changes", "waiver"),
    [
        ({"enforcement": Enforcement.OBSERVE}, Waiver.OBSERVE),
        ({"enforcement": Enforcement.OFF}, Waiver.OFF),
        ({"bypassed": True}, Waiver.BYPASS),
        ({"bypassed": True, "enforcement": Enforcement.OBSERVE}, Waiver.BYPASS),
    ],
)
@pytest.mark.parametrize("broken", [RULED, NO_CLASS, LACKING, UNREAD, FULL, TOKENS_USED])
def test_where_limits_are_not_enforced_it_is_let_through_as_what_would_have_been_denied(
    broken: dict[str, Any], changes: dict[str, Any], waiver: Waiver
) -> None:
    enforced = decided(seen=a_seen(**broken))
    decision = decided(an_asked(**changes), a_seen(**broken))
    assert (enforced.outcome, decision.outcome) == (Outcome.DENIED, Outcome.LET_THROUGH)
    assert (decision.reason, decision.waived_by) == (enforced.reason, waiver)
    assert decision.retry_after_s is None


@pytest.mark.parametrize(
    "changes", [{"enforcement": Enforcement.OFF}, {"enforcement": "observe"}, {"bypassed": True}]
)
def test_nothing_lets_a_suspended_tenant_through(changes: dict[str, Any]) -> None:
    assert decided(an_asked(**SUSPENDED, **changes)).outcome is Outcome.DENIED


@pytest.mark.parametrize("quantity", [0, -1, MAX_AMOUNT + 1, 1.5, 1.0, "1", True, None])
def test_what_is_no_quantity_is_not_asked_for(quantity: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        an_asked(quantity=quantity)
    assert refused.value.code == "invalid_quantity"


def test_the_most_that_can_be_asked_for_is_decided() -> None:
    assert decided(an_asked(quantity=MAX_AMOUNT)).reason is Reason.QUOTA_EXCEEDED


def test_of_what_was_not_read_a_rule_neither_holds_nor_does_not() -> None:
    found = findings(an_asked(), a_seen(counted=runs(None), drawn=tokens(None)), AT)
    assert [one.holds for one in found] == [True, True, True, True, False, None, None]


ASKED = st.builds(
    an_asked,
    standing=st.sampled_from(TenantStatus),
    enforcement=st.sampled_from(Enforcement),
    bypassed=st.booleans(),
    quantity=st.integers(1, 12),
    model_class=st.none() | st.sampled_from(ModelClass),
)
BALANCES = st.none() | st.builds(a_balance, st.just(10), st.integers(0, 12), st.integers(0, 3))
METERS = {"on_failure": st.sampled_from(OnFailure)}
SEEN = st.builds(
    a_seen,
    lacking=st.sampled_from([(), (Feature.SUPER_REPORT,)]),
    denial=st.none() | st.just(Denial("a_rule", "not_now")),
    classes=st.sampled_from([tuple(ModelClass), (ModelClass.ECONOMY,), ()]),
    counted=st.builds(runs, BALANCES, **METERS),
    drawn=st.none() | st.builds(tokens, BALANCES, **METERS),
)


@given(ASKED, SEEN)
def test_the_first_rule_that_is_broken_and_not_waived_decides(asked: Asked, seen: Seen) -> None:
    broken = [found for found in findings(asked, seen, AT) if found.holds is False]
    standing = [found for found in broken if found.waived_by is None]
    decision = decide(asked, seen, AT)
    if standing:
        assert (decision.outcome, decision.reason) == (Outcome.DENIED, standing[0].reason)
    elif broken:
        assert (decision.outcome, decision.reason) == (Outcome.LET_THROUGH, broken[0].reason)
    else:
        assert decision.outcome is Outcome.PERMITTED


@given(ASKED, SEEN)
def test_what_is_permitted_is_within_every_limit_that_was_seen(asked: Asked, seen: Seen) -> None:
    if decide(asked, seen, AT).outcome is Outcome.PERMITTED:
        assert asked.standing is not TenantStatus.SUSPENDED
        assert not seen.lacking
        assert seen.denial is None
        assert asked.model_class is None or asked.model_class in seen.classes
        assert seen.counted.balance is not None
        assert seen.counted.balance.remaining >= asked.quantity


@given(ASKED, SEEN)
def test_enforcement_changes_what_becomes_of_it_and_never_the_reason(
    asked: Asked, seen: Seen
) -> None:
    decision = decide(asked, seen, AT)
    if not asked.enforced and asked.standing is not TenantStatus.SUSPENDED:
        assert decision.outcome is not Outcome.DENIED
    if decision.outcome is Outcome.LET_THROUGH:
        assert decision.waived_by is not None


def test_the_rules_have_the_order_of_their_table() -> None:
    from nyqst.metering import admit

    rows = [line.split("  ") for line in (admit.__doc__ or "").splitlines() if line[4:5].isdigit()]
    told = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    assert [(row[1], row[2]) for row in told] == [(rule.name, rule.scope.value) for rule in RULES]
    assert [row[3].split()[1].rstrip(",") for row in told] == [rule.reason.value for rule in RULES]
