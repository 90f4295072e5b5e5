"""Plans on the wire."""

from typing import Annotated

from pydantic import BaseModel, Field

from nyqst.identity.plan import PlanCode
from nyqst.metering.choose_model import choose_class
from nyqst.metering.model.catalog import Catalog, Feature, Plan
from nyqst.metering.model.meter import LIMITLESS
from nyqst.metering.model.model_class import ModelClass
from nyqst.metering.model.period import Cycle
from nyqst.metering.model.rule import Situation

PlanName = Annotated[str, Field(min_length=1, max_length=64)]
"""A plan's code, or a name of it on another price list."""


class PlanFeatureView(BaseModel):
    feature: Feature
    cycle: Cycle | None = None
    """None where there is nothing to count."""
    included: int | None = None
    limit: int | None = None
    """None where there is more to be had for money."""
    overage_cents_each: int | None = None


class PlanView(BaseModel):
    code: PlanCode
    name: str
    run_budget_micros: int
    concurrent_runs: int
    concurrent_runs_each: int
    """Of one user; more of them wait."""
    weight: int
    """Where the platform is full, its next places go by it: twice the weight, twice as often."""
    model_classes: list[ModelClass]
    """Those that a run may ask for."""
    default_class: ModelClass
    """Of a run that asks for none."""
    features: list[PlanFeatureView]

    @classmethod
    def of(cls, catalog: Catalog, plan: Plan) -> "PlanView":
        features = [_feature(plan, feature) for feature in plan.features]
        return cls(
            code=plan.code,
            name=plan.name,
            run_budget_micros=plan.run_budget_micros,
            concurrent_runs=plan.concurrent_runs,
            concurrent_runs_each=plan.concurrent_runs_each,
            weight=plan.weight,
            model_classes=list(plan.model_classes),
            default_class=choose_class(catalog, Situation(plan.code), None),
            features=features,
        )


class PlansView(BaseModel):
    version: int
    """Of the catalog; it goes up with every change."""
    plans: list[PlanView]


def _feature(plan: Plan, feature: Feature) -> PlanFeatureView:
    quota = plan.features[feature]
    if quota is None:
        return PlanFeatureView(feature=feature)
    return PlanFeatureView(
        feature=feature,
        cycle=quota.cycle,
        included=quota.included,
        limit=None if quota.cut.limit == LIMITLESS else quota.cut.limit,
        overage_cents_each=quota.overage_cents,
    )
