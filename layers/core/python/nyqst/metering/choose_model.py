"""Which models work for a run: what its user asks for, its plan's default, the catalog's own.

That what is asked for is allowed, or let through, is the decision's part.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from nyqst.metering.model.catalog import Catalog
from nyqst.metering.model.feature import Task
from nyqst.metering.model.model_class import ModelClass, Price, Provider
from nyqst.metering.model.rule import Situation
from nyqst.metering.model.terms import terms_of


@dataclass(frozen=True, slots=True)
class ModelTerms:
    """For the runner alone: none of this leaves the service."""

    model_id: str
    prices: Mapping[str, Price]
    context_tokens: int
    max_output_tokens: int


def choose_class(catalog: Catalog, situation: Situation, asked: ModelClass | None) -> ModelClass:
    if asked is not None:
        return asked
    allowed = terms_of(catalog, situation).classes
    wished = (catalog.plans[situation.plan].default_class, catalog.fallback_class, *allowed[-1:])
    return next((each for each in wished if each in allowed), catalog.fallback_class)


def class_for(catalog: Catalog, task: Task, run_class: ModelClass, *, asked: bool) -> ModelClass:
    """Of one task. Who asked for a class has it throughout."""
    worth = catalog.tasks[task].model_class
    return run_class if asked else min(run_class, worth, key=lambda each: each.rank)


def model_terms(
    catalog: Catalog, situation: Situation, model_class: ModelClass, stage_model: str = ""
) -> ModelTerms:
    """A stage may have one model of its own, which then serves every class."""
    terms = catalog.model_classes[model_class]
    cap = terms_of(catalog, situation).output_tokens
    most = terms.max_output_tokens if cap is None else min(cap, terms.max_output_tokens)
    model_id = stage_model or terms.models.get(Provider.BEDROCK, "")
    return ModelTerms(model_id, catalog.prices, terms.context_tokens, most)
