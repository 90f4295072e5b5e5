"""Decisions on the wire."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from nyqst.identity.model.tenant import Enforcement
from nyqst.identity.plan import PlanCode
from nyqst.metering.explain import Explanation
from nyqst.metering.model.decision import (
    Decided,
    Decision,
    Finding,
    LimitScope,
    Outcome,
    Reason,
    Waiver,
)
from nyqst.metering.model.feature import Feature


class OutcomeView(BaseModel):
    outcome: Outcome
    reason: Reason
    scope: LimitScope | None
    """Where the limit is that decided."""
    waived_by: Waiver | None
    """What lets through although a rule does not hold."""
    facts: dict[str, str | int]
    """Such as limit, used, held, remaining and asked."""
    retry_after_s: int | None

    @classmethod
    def of(cls, decision: Decision) -> "OutcomeView":
        return cls(**_told(decision))


class DecisionView(OutcomeView):
    id: str
    at: datetime
    run_id: str
    """Of the run that was to be started; there is none of that id if it was denied."""
    user_id: str
    plan: PlanCode
    feature: Feature
    needs: list[Feature]
    quantity: int
    enforcement: Enforcement
    bypassed: bool
    """Whether limits were bypassed on the whole platform."""
    policy_version: int

    @classmethod
    def of_decided(cls, decided: Decided) -> "DecisionView":
        asked = decided.asked
        return cls(
            id=decided.id,
            at=decided.at,
            run_id=decided.subject,
            user_id=asked.user_id,
            plan=asked.plan,
            feature=asked.feature,
            needs=list(asked.needs),
            quantity=asked.quantity,
            enforcement=asked.enforcement,
            bypassed=asked.bypassed,
            policy_version=decided.seen.policy_version,
            **_told(decided.decision),
        )


class RuleView(BaseModel):
    rule: str
    holds: bool | None
    """Null where nothing could be seen of what it is about."""
    saw: dict[str, str | int]
    if_not: Reason
    scope: LimitScope
    waived_by: Waiver | None

    @classmethod
    def of(cls, found: Finding) -> "RuleView":
        return cls(
            rule=found.rule,
            holds=found.holds,
            saw=dict(found.saw),
            if_not=found.reason,
            scope=found.scope,
            waived_by=found.waived_by,
        )


class TodayView(OutcomeView):
    plan: PlanCode
    policy_version: int


class ExplanationView(BaseModel):
    decision: DecisionView
    rules: list[RuleView]
    """In order; the first that does not hold and is not waived denies."""
    replayed: OutcomeView
    """Decided again from what was seen then."""
    comes_out_the_same: bool
    policy_has_changed: bool
    today: TodayView
    """By the plan, the policy and the meters of now."""

    @classmethod
    def of(cls, explanation: Explanation) -> "ExplanationView":
        today, then = explanation.today, explanation.decided
        version = today.seen.policy_version
        return cls(
            decision=DecisionView.of_decided(then),
            rules=[RuleView.of(found) for found in explanation.findings],
            replayed=OutcomeView.of(explanation.replayed),
            comes_out_the_same=explanation.comes_out_the_same,
            policy_has_changed=version != then.seen.policy_version,
            today=TodayView(plan=today.asked.plan, policy_version=version, **_told(today.decision)),
        )


def _told(decision: Decision) -> dict[str, Any]:
    return {
        "outcome": decision.outcome,
        "reason": decision.reason,
        "scope": decision.scope,
        "waived_by": decision.waived_by,
        "facts": dict(decision.numbers or {}),
        "retry_after_s": decision.retry_after_s,
    }
