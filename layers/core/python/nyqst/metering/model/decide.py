"""The rules of admission. Their order and what they answer: the table in `nyqst.metering.admit`.

Nothing here asks the world for anything, so that a decision can be made again from what was seen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from nyqst.identity.model.tenant import Enforcement, TenantStatus
from nyqst.metering.model.decision import (
    Asked,
    Decision,
    Finding,
    LimitScope,
    MeterSeen,
    Numbers,
    Outcome,
    Reason,
    Seen,
    Waiver,
)
from nyqst.metering.model.feature import OnFailure

Look = Callable[[Asked, Seen], tuple[bool | None, Numbers]]
"""Whether a rule holds, and what it saw."""


def decide(asked: Asked, seen: Seen, at: datetime) -> Decision:
    """The first rule that does not hold and is not waived denies; a waived one lets through."""
    broken = [found for found in findings(asked, seen, at) if found.holds is False]
    for found in broken:
        if found.waived_by is None:
            return _decision(Outcome.DENIED, found)
    if broken:
        return _decision(Outcome.LET_THROUGH, broken[0])
    _, numbers = _quota(asked, seen)
    return Decision(Outcome.PERMITTED, Reason.WITHIN_LIMITS, numbers=numbers)


def findings(asked: Asked, seen: Seen, at: datetime) -> tuple[Finding, ...]:
    """Of every rule, in order."""
    return tuple(_finding(rule, asked, seen, at) for rule in RULES)


def _standing(asked: Asked, _seen: Seen) -> tuple[bool, Numbers]:
    return asked.standing is not TenantStatus.SUSPENDED, {"status": asked.standing.value}


def _ruled(_asked: Asked, seen: Seen) -> tuple[bool, Numbers]:
    denial = seen.denial
    return denial is None, {"rule": denial.rule, "because": denial.reason} if denial else {}


def _in_plan(asked: Asked, seen: Seen) -> tuple[bool, Numbers]:
    shown = " ".join(seen.lacking or asked.features)
    return not seen.lacking, {"plan": asked.plan.value, "feature": shown}


def _model_class(asked: Asked, seen: Seen) -> tuple[bool, Numbers]:
    wished = asked.model_class
    holds = wished in seen.classes if wished else bool(seen.classes)
    saw = {"plan": asked.plan.value, "allowed": " ".join(seen.classes)}
    return holds, {**saw, "model_class": wished.value} if wished else saw


def _store(_asked: Asked, seen: Seen) -> tuple[bool, Numbers]:
    unread = " ".join(meter.feature for meter in seen.unread)
    return not unread, {"unread": unread}


def _quota(asked: Asked, seen: Seen) -> tuple[bool | None, Numbers]:
    holds, saw = _left(seen.counted, asked.quantity)
    return holds, {**saw, "asked": asked.quantity}


def _rate(_asked: Asked, seen: Seen) -> tuple[bool | None, Numbers]:
    """What is only set aside comes back; what is used does not, before the day is over."""
    if seen.drawn is None:
        return True, {}
    balance = seen.drawn.balance
    _, saw = _left(seen.drawn, 1)
    return None if balance is None else balance.used < balance.limit, saw


def _left(meter: MeterSeen, quantity: int) -> tuple[bool | None, Numbers]:
    told: Numbers = {"meter": meter.feature.value, "period": meter.period}
    balance = meter.balance
    if balance is None:
        return None, told
    return balance.remaining >= quantity, {
        **told,
        "limit": balance.limit,
        "used": balance.used,
        "held": balance.held,
        "remaining": balance.remaining,
    }


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    reason: Reason
    scope: LimitScope
    look: Look
    waivable: bool = True


RULES: Sequence[_Rule] = (
    _Rule(
        "the tenant is not suspended",
        Reason.TENANT_SUSPENDED,
        LimitScope.TENANT,
        _standing,
        waivable=False,
    ),
    _Rule("no rule of the catalog denies", Reason.DENIED_BY_RULE, LimitScope.POLICY, _ruled),
    _Rule("the plan has the feature", Reason.FEATURE_NOT_IN_PLAN, LimitScope.PLAN, _in_plan),
    _Rule(
        "the model class is allowed",
        Reason.MODEL_CLASS_NOT_IN_PLAN,
        LimitScope.PLAN,
        _model_class,
    ),
    _Rule("the store tells", Reason.METERING_UNAVAILABLE, LimitScope.STORE, _store),
    _Rule("so much is left of the period", Reason.QUOTA_EXCEEDED, LimitScope.PERIOD, _quota),
    _Rule("the day's tokens are not used up", Reason.RATE_LIMITED, LimitScope.DAY, _rate),
)


def _finding(rule: _Rule, asked: Asked, seen: Seen, at: datetime) -> Finding:
    holds, saw = rule.look(asked, seen)
    waived = _waiver(rule, asked, seen) if holds is False else None
    wait = _seconds_until_reset(seen.drawn, at) if rule.reason is Reason.RATE_LIMITED else None
    return Finding(rule.name, rule.reason, rule.scope, holds, saw, waived, None if holds else wait)


def _waiver(rule: _Rule, asked: Asked, seen: Seen) -> Waiver | None:
    if not rule.waivable:
        return None
    if asked.bypassed:
        return Waiver.BYPASS
    if asked.enforcement is not Enforcement.ENFORCE:
        return Waiver(asked.enforcement.value)
    is_open = all(meter.on_failure is OnFailure.OPEN for meter in seen.unread)
    return Waiver.ON_FAILURE if rule.look is _store and is_open else None


def _seconds_until_reset(meter: MeterSeen | None, at: datetime) -> int | None:
    return max(1, ceil((meter.resets_at - at).total_seconds())) if meter else None


def _decision(outcome: Outcome, found: Finding) -> Decision:
    wait = found.retry_after_s if outcome is Outcome.DENIED else None
    return Decision(outcome, found.reason, found.scope, found.waived_by, found.saw, wait)
