"""The catalog as it is written down: in its file, in the store and on the wire alike."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from nyqst.identity.model.tenant import TenantStatus
from nyqst.identity.plan import PlanCode
from nyqst.metering.model.catalog import Catalog, Plan, Quota
from nyqst.metering.model.feature import Feature, FeatureTerms, OnFailure, Task, TaskTerms, Unit
from nyqst.metering.model.meter import LIMITLESS
from nyqst.metering.model.model_class import ClassTerms, ModelClass, Price, Provider
from nyqst.metering.model.period import Cycle
from nyqst.metering.model.rule import (
    CapModelClass,
    CapOutputTokens,
    Condition,
    Deny,
    ModelClassesOf,
    Rule,
)

Amount = Annotated[int, Field(strict=True, ge=0, le=LIMITLESS)]
Count = Annotated[int, Field(strict=True, ge=1, le=LIMITLESS)]
Weight = Annotated[int, Field(strict=True, ge=1, le=1_000)]
Name = Annotated[str, Field(min_length=1, max_length=120)]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
ModelName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/-]{0,255}$")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FeatureEntry(Strict):
    name: Name
    unit: Unit
    on_failure: OnFailure = OnFailure.CLOSED


class TaskEntry(Strict):
    feature: Feature
    """Under which its use is counted."""
    model_class: ModelClass
    """The most that it is given where nobody asked for a class."""


class ModelClassEntry(Strict):
    name: Name
    context_tokens: Count
    max_output_tokens: Count
    models: dict[Provider, ModelName] = Field(min_length=1)


class PriceEntry(Strict):
    """Micro-dollars per million tokens."""

    input: Amount
    output: Amount


class QuotaEntry(Strict):
    """None, which is `{}` in the file, where there is nothing to count."""

    cycle: Cycle
    included: Amount
    overage_cents: Amount | None = None
    at_most: Amount | None = None
    shards: Count = 1

    def to_quota(self) -> Quota:
        return Quota(self.cycle, self.included, self.overage_cents, self.at_most, self.shards)


def _empty_is_none(given: Any) -> Any:
    return None if given == {} else given


PlanFeature = Annotated[QuotaEntry | None, BeforeValidator(_empty_is_none)]


class PlanEntry(Strict):
    name: Name
    run_budget_micros: Count
    concurrent_runs: Count
    concurrent_runs_each: Count
    weight: Weight = 1
    model_classes: list[ModelClass]
    default_class: ModelClass | None = None
    features: dict[Feature, PlanFeature]

    def to_plan(self, code: PlanCode) -> Plan:
        return Plan(
            code=code,
            name=self.name,
            run_budget_micros=self.run_budget_micros,
            concurrent_runs=self.concurrent_runs,
            concurrent_runs_each=self.concurrent_runs_each,
            weight=self.weight,
            model_classes=tuple(each for each in ModelClass if each in self.model_classes),
            default_class=self.default_class,
            features={
                feature: quota.to_quota() if quota else None
                for feature, quota in self.features.items()
            },
        )


class ConditionEntry(Strict):
    """What is left out, or empty, leaves it to the others."""

    plans: list[PlanCode] = []
    statuses: list[TenantStatus] = []
    features: list[Feature] = []
    tasks: list[Task] = []

    def to_condition(self) -> Condition:
        return Condition(
            frozenset(self.plans),
            frozenset(self.statuses),
            frozenset(self.features),
            frozenset(self.tasks),
        )


class DenyEntry(Strict):
    kind: Literal["deny"]
    reason: Code

    def to_effect(self) -> Deny:
        return Deny(self.reason)


class CapOutputTokensEntry(Strict):
    kind: Literal["cap_output_tokens"]
    tokens: Count

    def to_effect(self) -> CapOutputTokens:
        return CapOutputTokens(self.tokens)


class CapModelClassEntry(Strict):
    kind: Literal["cap_model_class"]
    model_class: ModelClass

    def to_effect(self) -> CapModelClass:
        return CapModelClass(self.model_class)


class ModelClassesOfEntry(Strict):
    kind: Literal["model_classes_of"]
    plan: PlanCode

    def to_effect(self) -> ModelClassesOf:
        return ModelClassesOf(self.plan)


EffectEntry = Annotated[
    DenyEntry | CapOutputTokensEntry | CapModelClassEntry | ModelClassesOfEntry,
    Field(discriminator="kind"),
]


class RuleEntry(Strict):
    id: Code
    priority: Amount
    when: ConditionEntry = ConditionEntry()
    effect: EffectEntry

    def to_rule(self) -> Rule:
        return Rule(self.id, self.priority, self.when.to_condition(), self.effect.to_effect())


class CatalogDocument(Strict):
    version: Count
    fallback_class: ModelClass
    features: dict[Feature, FeatureEntry]
    tasks: dict[Task, TaskEntry]
    model_classes: dict[ModelClass, ModelClassEntry]
    prices: dict[ModelName, PriceEntry] = Field(max_length=500)
    plans: dict[PlanCode, PlanEntry]
    rules: list[RuleEntry] = Field(default=[], max_length=200)
    aliases: dict[Code, PlanCode] = Field(default={}, max_length=200)

    def to_catalog(self) -> Catalog:
        return Catalog(
            version=self.version,
            features={
                key: FeatureTerms(one.name, one.unit, one.on_failure)
                for key, one in self.features.items()
            },
            tasks={key: TaskTerms(one.feature, one.model_class) for key, one in self.tasks.items()},
            model_classes={
                key: ClassTerms(one.name, one.context_tokens, one.max_output_tokens, one.models)
                for key, one in self.model_classes.items()
            },
            fallback_class=self.fallback_class,
            prices={name: Price(one.input, one.output) for name, one in self.prices.items()},
            plans={code: one.to_plan(code) for code, one in self.plans.items()},
            rules=tuple(one.to_rule() for one in self.rules),
            aliases=self.aliases,
        )
