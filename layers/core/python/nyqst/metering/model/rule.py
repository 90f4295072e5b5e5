"""Policy rules: when this, then that. Data, so that a policy changes without a deployment."""

from dataclasses import dataclass

from nyqst.identity.model.tenant import TenantStatus
from nyqst.identity.plan import PlanCode
from nyqst.metering.model.feature import Feature, Task
from nyqst.metering.model.model_class import ModelClass


@dataclass(frozen=True, slots=True)
class Situation:
    """What is asked, as rules see it. None is something that is not known or does not matter."""

    plan: PlanCode
    status: TenantStatus = TenantStatus.ACTIVE
    feature: Feature | None = None
    task: Task | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds where each of its sets is empty or has what the situation has."""

    plans: frozenset[PlanCode] = frozenset()
    statuses: frozenset[TenantStatus] = frozenset()
    features: frozenset[Feature] = frozenset()
    tasks: frozenset[Task] = frozenset()

    def holds(self, situation: Situation) -> bool:
        asked = (
            (self.plans, situation.plan),
            (self.statuses, situation.status),
            (self.features, situation.feature),
            (self.tasks, situation.task),
        )
        return all(not wanted or given in wanted for wanted, given in asked)


@dataclass(frozen=True, slots=True)
class Deny:
    reason: str
    """A stable code."""


@dataclass(frozen=True, slots=True)
class CapOutputTokens:
    tokens: int


@dataclass(frozen=True, slots=True)
class CapModelClass:
    model_class: ModelClass


@dataclass(frozen=True, slots=True)
class ModelClassesOf:
    """No other classes than that plan has."""

    plan: PlanCode


Effect = Deny | CapOutputTokens | CapModelClass | ModelClassesOf


@dataclass(frozen=True, slots=True)
class Denial:
    rule: str
    """Its id."""
    reason: str


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    priority: int
    """The lowest goes first: of several denials it is the one that is told. Caps all count."""
    when: Condition
    effect: Effect
