"""What makes a catalog one that cannot be sold, with where it stands."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from nyqst.identity.plan import PlanCode
from nyqst.metering.model.catalog import Catalog, Feature, Plan, Quota
from nyqst.metering.model.feature import Task
from nyqst.metering.model.meter import LIMITLESS, MAX_SHARDS
from nyqst.metering.model.model_class import ModelClass
from nyqst.metering.model.rule import CapOutputTokens, Rule
from nyqst.metering.model.terms import allowed_by


@dataclass(frozen=True, slots=True)
class Fault:
    path: str
    """Such as `plans.team.features.research_run.at_most`."""
    message: str


def faults_of(catalog: Catalog) -> tuple[Fault, ...]:
    """The rest is looked at only where nothing is missing."""
    missing = tuple(_missing(catalog))
    return missing or tuple(fault for look in _LOOKS for fault in look(catalog))


def _missing(catalog: Catalog) -> Iterator[Fault]:
    for path, there, wanted in (
        ("features", catalog.features, Feature),
        ("tasks", catalog.tasks, Task),
        ("model_classes", catalog.model_classes, ModelClass),
        ("plans", catalog.plans, PlanCode),
    ):
        for each in wanted:
            if each not in there:
                yield Fault(f"{path}.{each}", "is missing")


def _quotas(catalog: Catalog) -> Iterator[Fault]:
    for plan in catalog.plans.values():
        for feature, quota in plan.features.items():
            path = f"plans.{plan.code}.features.{feature}"
            if quota is not None:
                yield from _of_quota(path, quota)
        if plan.features.get(Feature.LLM_TOKENS) is None:
            yield Fault(f"plans.{plan.code}.features.llm_tokens", "is counted in every plan")
        if plan.concurrent_runs_each > plan.concurrent_runs:
            path = f"plans.{plan.code}.concurrent_runs_each"
            yield Fault(path, "is more than the whole tenant has")


def _of_quota(path: str, quota: Quota) -> Iterator[Fault]:
    most = quota.included if quota.at_most is None else quota.at_most
    if not quota.included <= most <= LIMITLESS:
        yield Fault(f"{path}.at_most", "limits to less than is included, or to nothing")
    if quota.at_most is not None and quota.overage_cents is None:
        yield Fault(f"{path}.at_most", "goes beyond what is included and has no price for it")
    if not 1 <= quota.shards <= MAX_SHARDS:
        yield Fault(f"{path}.shards", f"there are 1 to {MAX_SHARDS}")


def _classes(catalog: Catalog) -> Iterator[Fault]:
    for plan in catalog.plans.values():
        path = f"plans.{plan.code}.model_classes"
        if not plan.model_classes:
            yield Fault(path, "has none")
        if plan.default_class is not None and plan.default_class not in plan.model_classes:
            yield Fault(f"plans.{plan.code}.default_class", "is not one of the plan's")


def _rules(catalog: Catalog) -> Iterator[Fault]:
    seen = Counter(rule.id for rule in catalog.rules)
    for position, rule in enumerate(catalog.rules):
        if seen[rule.id] > 1:
            yield Fault(f"rules.{position}.id", f"{rule.id} is there {seen[rule.id]} times")
        if rule.when.tasks and not isinstance(rule.effect, CapOutputTokens):
            path = f"rules.{position}.when.tasks"
            yield Fault(path, "is for cap_output_tokens: all else is decided for a whole run")
        for plan in catalog.plans.values():
            if _leaves_nothing(catalog, rule, plan):
                yield Fault(f"rules.{position}", f"leaves {plan.code} no model class")


def _leaves_nothing(catalog: Catalog, rule: Rule, plan: Plan) -> bool:
    concerned = not rule.when.plans or plan.code in rule.when.plans
    allowed = set(allowed_by(catalog, rule.effect))
    return concerned and bool(plan.model_classes) and allowed.isdisjoint(plan.model_classes)


def _models(catalog: Catalog) -> Iterator[Fault]:
    for code, terms in catalog.model_classes.items():
        if terms.max_output_tokens > terms.context_tokens:
            path = f"model_classes.{code}.max_output_tokens"
            yield Fault(path, "is more than a call may hold")
    if not catalog.prices:
        yield Fault("prices", "there are none")


def _aliases(catalog: Catalog) -> Iterator[Fault]:
    for alias in catalog.aliases:
        if alias in set(PlanCode):
            yield Fault(f"aliases.{alias}", "is the name of a plan")


_LOOKS: Sequence[Callable[[Catalog], Iterator[Fault]]] = (
    _quotas,
    _classes,
    _rules,
    _models,
    _aliases,
)
