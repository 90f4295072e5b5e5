"""Denials as errors; their codes are the reasons of the decisions."""

from collections.abc import Mapping

from nyqst.errors import (
    Denied,
    Forbidden,
    NotInPlan,
    NyqstError,
    QuotaExceeded,
    RateLimited,
    Unavailable,
)
from nyqst.metering.model.decision import Decided, Reason

_ERRORS: Mapping[Reason, tuple[type[NyqstError], str]] = {
    Reason.TENANT_SUSPENDED: (Forbidden, "This tenant is suspended"),
    Reason.DENIED_BY_RULE: (NotInPlan, "The rule {rule} does not allow this: {because}"),
    Reason.FEATURE_NOT_IN_PLAN: (NotInPlan, "The plan {plan} does not include {feature}"),
    Reason.MODEL_CLASS_NOT_IN_PLAN: (NotInPlan, "The plan {plan} allows models of: {allowed}"),
    Reason.METERING_UNAVAILABLE: (Unavailable, "What is left of the plan cannot be told now"),
    Reason.QUOTA_EXCEEDED: (QuotaExceeded, "{meter}: {asked} asked for, {left} left of {limit}"),
    Reason.RATE_LIMITED: (RateLimited, "{meter}: all {limit} of {period} are used"),
}


def refusal_of(decided: Decided) -> NyqstError:
    decision = decided.decision
    kind, words = _ERRORS[decision.reason]
    saw = decision.numbers or {}
    message = words.format_map({**saw, "left": max(0, int(saw.get("remaining", 0)))})
    if issubclass(kind, Denied):
        facts = {**saw, "decision": decided.id}
        wait = decision.retry_after_s
        return kind(message, code=decision.reason.value, facts=facts, retry_after_s=wait)
    return kind(message, code=decision.reason.value)


def unavailable() -> Unavailable:
    _, words = _ERRORS[Reason.METERING_UNAVAILABLE]
    return Unavailable(words, code=Reason.METERING_UNAVAILABLE.value)
