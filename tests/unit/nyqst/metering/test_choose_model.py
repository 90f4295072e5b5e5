from dataclasses import replace

import pytest

from nyqst.identity.model.tenant import TenantStatus
from nyqst.identity.plan import PlanCode
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.choose_model import choose_class, class_for, model_terms
from nyqst.metering.model.feature import Task
from nyqst.metering.model.model_class import ModelClass, Provider
from nyqst.metering.model.rule import CapModelClass, Condition, Rule, Situation
from tests.unit.nyqst.metering.catalogs import a_catalog, a_rule

TEAM = Situation(PlanCode.TEAM)
OVERDUE = Situation(PlanCode.TEAM, TenantStatus.PAST_DUE)


def test_what_is_asked_for_goes_first() -> None:
    assert choose_class(builtin_catalog(), TEAM, ModelClass.PREMIUM) is ModelClass.PREMIUM


def test_then_the_plans_default() -> None:
    assert choose_class(builtin_catalog(), TEAM, None) is ModelClass.STANDARD


def test_then_the_catalogs_own() -> None:
    catalog = a_catalog(plans__team__default_class=None)
    assert choose_class(catalog, TEAM, None) is ModelClass.ECONOMY


def test_where_that_is_not_allowed_the_best_that_is() -> None:
    catalog = a_catalog(
        plans__team__default_class=None, plans__team__model_classes=["standard", "premium"]
    )
    assert choose_class(catalog, TEAM, None) is ModelClass.PREMIUM


def test_where_rules_together_allow_none_the_catalogs_own() -> None:
    catalog = a_catalog(
        plans__team__default_class=None, plans__team__model_classes=["standard", "premium"]
    )
    capped = Rule("cap", 1, Condition(), CapModelClass(ModelClass.ECONOMY))
    assert choose_class(replace(catalog, rules=(capped,)), TEAM, None) is ModelClass.ECONOMY


def test_who_is_past_due_is_served_with_the_sandboxs_class() -> None:
    assert choose_class(builtin_catalog(), OVERDUE, None) is ModelClass.ECONOMY


def test_a_task_has_no_more_than_it_is_worth() -> None:
    catalog = builtin_catalog()
    given = class_for(catalog, Task.RESEARCH, ModelClass.PREMIUM, asked=False)
    assert given is ModelClass.STANDARD
    assert class_for(catalog, Task.REPORT, ModelClass.ECONOMY, asked=False) is ModelClass.ECONOMY


def test_who_asked_for_a_class_has_it_in_every_task() -> None:
    catalog = builtin_catalog()
    assert {class_for(catalog, task, ModelClass.PREMIUM, asked=True) for task in Task} == {
        ModelClass.PREMIUM
    }


@pytest.mark.parametrize("model_class", ModelClass)
def test_a_class_stands_for_the_catalogs_model(model_class: ModelClass) -> None:
    catalog = builtin_catalog()
    terms = model_terms(catalog, TEAM, model_class)
    told = catalog.model_classes[model_class]
    assert terms.model_id == told.models[Provider.BEDROCK]
    assert (terms.prices, terms.context_tokens) == (catalog.prices, told.context_tokens)


def test_a_stage_with_a_model_of_its_own_uses_that() -> None:
    assert model_terms(builtin_catalog(), TEAM, ModelClass.PREMIUM, "mine").model_id == "mine"


def test_a_rule_shortens_answers_and_never_lengthens_them() -> None:
    def most(tokens: int) -> int:
        effect = {"kind": "cap_output_tokens", "tokens": tokens}
        catalog = a_catalog(rules=[a_rule(effect=effect)])
        return model_terms(catalog, TEAM, ModelClass.ECONOMY).max_output_tokens

    assert most(100) == 100
    assert most(10**6) == 16_000
