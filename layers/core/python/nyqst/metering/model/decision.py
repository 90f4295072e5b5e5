"""A decision about something that costs: what was asked, what was seen, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from nyqst.errors import InvalidInput
from nyqst.identity.model.caller import Caller
from nyqst.identity.model.tenant import Allowances, Enforcement, TenantStatus
from nyqst.identity.plan import PlanCode
from nyqst.metering.model.feature import Feature, OnFailure
from nyqst.metering.model.meter import Balance
from nyqst.metering.model.model_class import ModelClass
from nyqst.metering.model.reservation import MAX_AMOUNT
from nyqst.metering.model.rule import Denial

Numbers = Mapping[str, str | int]


class Outcome(StrEnum):
    PERMITTED = "permitted"
    DENIED = "denied"
    LET_THROUGH = "let_through"
    """A rule does not hold, and something goes before it."""


class Reason(StrEnum):
    WITHIN_LIMITS = "within_limits"
    TENANT_SUSPENDED = "tenant_suspended"
    DENIED_BY_RULE = "denied_by_rule"
    FEATURE_NOT_IN_PLAN = "feature_not_in_plan"
    MODEL_CLASS_NOT_IN_PLAN = "model_class_not_in_plan"
    METERING_UNAVAILABLE = "metering_unavailable"
    QUOTA_EXCEEDED = "quota_exceeded"
    RATE_LIMITED = "rate_limited"


class LimitScope(StrEnum):
    """Where the limit is that decided."""

    TENANT = "tenant"
    POLICY = "policy"
    PLAN = "plan"
    STORE = "store"
    PERIOD = "period"
    DAY = "day"


class Waiver(StrEnum):
    """What lets through although a rule does not hold."""

    BYPASS = "bypass"
    OFF = "off"
    OBSERVE = "observe"
    ON_FAILURE = "on_failure"


@dataclass(frozen=True, slots=True)
class Asked:
    tenant_id: str
    user_id: str
    plan: PlanCode
    feature: Feature
    """What is counted."""
    needs: tuple[Feature, ...] = ()
    """What else the plan must have."""
    quantity: int = 1
    model_class: ModelClass | None = None
    """None leaves it to the plan."""
    standing: TenantStatus = TenantStatus.ACTIVE
    enforcement: Enforcement = Enforcement.ENFORCE
    bypassed: bool = False
    """By the switch for the whole platform."""
    allowances: Allowances = field(default_factory=dict, compare=False)
    """Already in the limits that are seen."""

    def __post_init__(self) -> None:
        whole = isinstance(self.quantity, int) and not isinstance(self.quantity, bool)
        if not whole or not 0 < self.quantity <= MAX_AMOUNT:
            raise InvalidInput(f"{self.quantity} cannot be asked for", code="invalid_quantity")

    @classmethod
    def by(cls, caller: Caller, feature: Feature, **wanted: Any) -> "Asked":
        """A suspended tenant is refused when it shows its credential; it never comes so far."""
        return cls(
            caller.tenant_id,
            caller.user_id,
            caller.plan,
            feature,
            standing=caller.standing,
            enforcement=caller.enforcement,
            allowances=caller.allowances,
            **wanted,
        )

    @property
    def enforced(self) -> bool:
        return self.enforcement is Enforcement.ENFORCE and not self.bypassed

    @property
    def features(self) -> tuple[Feature, ...]:
        return (self.feature, *self.needs)


@dataclass(frozen=True, slots=True)
class MeterSeen:
    feature: Feature
    period: str
    resets_at: datetime
    on_failure: OnFailure
    balance: Balance | None
    """Against the plan's limit; None where the store did not tell."""


@dataclass(frozen=True, slots=True)
class Seen:
    policy_version: int
    lacking: tuple[Feature, ...]
    """Of what was asked for, the features that the plan does not have."""
    counted: MeterSeen
    drawn: MeterSeen | None
    """What the work itself draws on, call by call, if the plan limits that."""
    denial: Denial | None = None
    """By a rule of the catalog."""
    classes: tuple[ModelClass, ...] = tuple(ModelClass)
    """Of models, that the plan and the catalog's rules allow."""

    @property
    def unread(self) -> tuple[MeterSeen, ...]:
        meters = (self.counted, self.drawn)
        return tuple(meter for meter in meters if meter and meter.balance is None)


@dataclass(frozen=True, slots=True)
class Finding:
    """Of one rule."""

    rule: str
    reason: Reason
    scope: LimitScope
    holds: bool | None
    """None where nothing could be seen of what it is about."""
    saw: Numbers
    waived_by: Waiver | None = None
    retry_after_s: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    outcome: Outcome
    reason: Reason
    scope: LimitScope | None = None
    waived_by: Waiver | None = None
    numbers: Numbers | None = None
    retry_after_s: int | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with all that it was made of, so that it can be made again."""

    id: str
    at: datetime
    subject: str
    """The id of what was to be started."""
    asked: Asked
    seen: Seen
    decision: Decision
