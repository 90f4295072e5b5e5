"""Decisions as plain values, for the table and for whoever keeps one until it can be stored."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from enum import Enum
from typing import Any

from nyqst.identity.model.tenant import Enforcement, TenantStatus
from nyqst.identity.plan import PlanCode
from nyqst.metering.model.decision import (
    Asked,
    Decided,
    Decision,
    LimitScope,
    MeterSeen,
    Outcome,
    Reason,
    Seen,
    Waiver,
)
from nyqst.metering.model.feature import Feature, OnFailure
from nyqst.metering.model.meter import Balance
from nyqst.metering.model.model_class import ModelClass
from nyqst.metering.model.rule import Denial
from nyqst.retention import Data, expiry

Plain = Mapping[str, Any]


def decision_pk(tenant_id: str) -> str:
    return f"{tenant_id}#DECISION"


def decision_row(decided: Decided) -> dict[str, Any]:
    return {
        "pk": decision_pk(decided.asked.tenant_id),
        "sk": decided.id,
        "expires": expiry(Data.DECISIONS, decided.at),
        **plain_of(decided),
    }


def plain_of(decided: Decided) -> dict[str, Any]:
    """Without the tenant's allowances: the limits that were seen have them in them."""
    bare = replace(decided, asked=replace(decided.asked, allowances={}))
    made: dict[str, Any] = _plain(asdict(bare))
    return made


def decided_of(given: Plain) -> Decided:
    return Decided(
        given["id"],
        datetime.fromisoformat(given["at"]),
        given["subject"],
        _asked(given["asked"]),
        _seen(given["seen"]),
        _decision(given["decision"]),
    )


def _asked(given: Plain) -> Asked:
    wished = given.get("model_class")
    return Asked(
        **{
            **given,
            "plan": PlanCode(given["plan"]),
            "feature": Feature(given["feature"]),
            "needs": tuple(map(Feature, given["needs"])),
            "model_class": ModelClass(wished) if wished else None,
            "standing": TenantStatus(given["standing"]),
            "enforcement": Enforcement(given["enforcement"]),
        }
    )


def _seen(given: Plain) -> Seen:
    """Decisions of before rules and model classes were part of them do not tell of either."""
    drawn, denial = given["drawn"], given.get("denial")
    return Seen(
        given["policy_version"],
        tuple(map(Feature, given["lacking"])),
        _meter(given["counted"]),
        _meter(drawn) if drawn else None,
        Denial(**denial) if denial else None,
        tuple(map(ModelClass, given.get("classes", ModelClass))),
    )


def _meter(given: Plain) -> MeterSeen:
    balance = given["balance"]
    return MeterSeen(
        Feature(given["feature"]),
        given["period"],
        datetime.fromisoformat(given["resets_at"]),
        OnFailure(given["on_failure"]),
        Balance(**balance) if balance else None,
    )


def _decision(given: Plain) -> Decision:
    scope, waived = given["scope"], given["waived_by"]
    return Decision(
        Outcome(given["outcome"]),
        Reason(given["reason"]),
        LimitScope(scope) if scope else None,
        Waiver(waived) if waived else None,
        given["numbers"],
        given["retry_after_s"],
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
