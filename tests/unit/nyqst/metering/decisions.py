"""What is asked and seen for a decision, with something in every field."""

from datetime import UTC, datetime
from typing import Any

from nyqst.identity.model.tenant import TenantStatus
from nyqst.identity.plan import PlanCode
from nyqst.metering.model.decide import decide
from nyqst.metering.model.decision import Asked, Decided, Decision, MeterSeen, Reason, Seen
from nyqst.metering.model.feature import Feature, OnFailure
from nyqst.metering.model.meter import Balance
from nyqst.metering.model.model_class import ModelClass
from nyqst.metering.model.rule import Denial

AT = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)


def an_asked(**changes: Any) -> Asked:
    made = {
        "tenant_id": "ten_a",
        "user_id": "usr_a",
        "plan": PlanCode.SANDBOX,
        "feature": Feature.RESEARCH_RUN,
    }
    return Asked(**{**made, **changes})


def a_balance(limit: int, used: int = 0, held: int = 0) -> Balance:
    return Balance(limit, limit - used - held, held, used)


_RUNS = a_balance(10)
_TOKENS = a_balance(1_000)


def runs(balance: Balance | None = _RUNS, **changes: Any) -> MeterSeen:
    made = {
        "feature": Feature.RESEARCH_RUN,
        "period": "2026-11",
        "resets_at": datetime(2026, 12, 1, tzinfo=UTC),
        "on_failure": OnFailure.CLOSED,
        "balance": balance,
    }
    return MeterSeen(**{**made, **changes})


def tokens(balance: Balance | None = _TOKENS, **changes: Any) -> MeterSeen:
    made = {
        "feature": Feature.LLM_TOKENS,
        "period": "2026-11-25",
        "resets_at": datetime(2026, 11, 26, tzinfo=UTC),
        "on_failure": OnFailure.CLOSED,
        "balance": balance,
    }
    return MeterSeen(**{**made, **changes})


def a_seen(**changes: Any) -> Seen:
    made = {"policy_version": 1, "lacking": (), "counted": runs(), "drawn": tokens()}
    return Seen(**{**made, **changes})


def decided(asked: Asked | None = None, seen: Seen | None = None) -> Decision:
    return decide(asked or an_asked(), seen or a_seen(), AT)


def a_decided(tenant_id: str = "ten_a", **changes: Any) -> Decided:
    asked = changes.get("asked", an_asked(tenant_id=tenant_id))
    seen = changes.get("seen", a_seen())
    made = {
        "id": "dec_1",
        "at": AT,
        "subject": "run_1",
        "asked": asked,
        "seen": seen,
        "decision": decide(asked, seen, AT),
    }
    return Decided(**{**made, **changes})


RULED = a_seen(denial=Denial("a_rule", "not_now"))
CLASSLESS = a_seen(classes=(ModelClass.ECONOMY,))

REFUSED: dict[Reason, tuple[int, dict[str, Any]]] = {
    Reason.TENANT_SUSPENDED: (403, {"asked": an_asked(standing=TenantStatus.SUSPENDED)}),
    Reason.DENIED_BY_RULE: (403, {"seen": RULED}),
    Reason.FEATURE_NOT_IN_PLAN: (403, {"seen": a_seen(lacking=(Feature.SUPER_REPORT,))}),
    Reason.MODEL_CLASS_NOT_IN_PLAN: (
        403,
        {"seen": CLASSLESS, "asked": an_asked(model_class=ModelClass.PREMIUM)},
    ),
    Reason.METERING_UNAVAILABLE: (503, {"seen": a_seen(counted=runs(None))}),
    Reason.QUOTA_EXCEEDED: (402, {"seen": a_seen(counted=runs(a_balance(10, used=10)))}),
    Reason.RATE_LIMITED: (429, {"seen": a_seen(drawn=tokens(a_balance(9, used=9)))}),
}
"""What is denied for each reason, and with which HTTP status."""
