"""Plans and what each has: the words in which admissions are decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nyqst.identity.plan import PlanCode
from nyqst.metering.model.feature import Feature, FeatureTerms, Task, TaskTerms
from nyqst.metering.model.meter import LIMITLESS, Cut
from nyqst.metering.model.model_class import ClassTerms, ModelClass, Price
from nyqst.metering.model.period import Cycle
from nyqst.metering.model.rule import Rule

__all__ = ["Catalog", "Feature", "Plan", "Quota"]


@dataclass(frozen=True, slots=True)
class Quota:
    """How much of a feature a plan has in each cycle."""

    cycle: Cycle
    included: int
    overage_cents: int | None = None
    """Of each unit beyond; None where there is none beyond."""
    at_most: int | None = None
    shards: int = 1

    @property
    def cut(self) -> Cut:
        if self.overage_cents is None:
            return Cut(self.included, self.shards)
        return Cut(LIMITLESS if self.at_most is None else self.at_most, self.shards)


@dataclass(frozen=True, slots=True)
class Plan:
    code: PlanCode
    name: str
    run_budget_micros: int
    """What the model of one run may cost, in millionths of a dollar."""
    concurrent_runs: int
    concurrent_runs_each: int
    """Of one user."""
    model_classes: tuple[ModelClass, ...]
    """Those that may be asked for."""
    features: Mapping[Feature, Quota | None]
    """Those that the plan has; None where there is nothing to count."""
    default_class: ModelClass | None = None
    """For who asks for none."""
    weight: int = 1
    """Of its tenants among those that compete for the platform's places."""


@dataclass(frozen=True, slots=True)
class Catalog:
    version: int
    features: Mapping[Feature, FeatureTerms]
    tasks: Mapping[Task, TaskTerms]
    model_classes: Mapping[ModelClass, ClassTerms]
    fallback_class: ModelClass
    """Where neither the request nor the plan says."""
    prices: Mapping[str, Price]
    """Of models, by their name without date, version and route."""
    plans: Mapping[PlanCode, Plan]
    rules: tuple[Rule, ...] = ()
    aliases: Mapping[str, PlanCode] = field(default_factory=dict)
    """What plans are called on other price lists; accepted on input only."""
