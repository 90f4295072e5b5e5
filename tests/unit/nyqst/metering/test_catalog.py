from typing import Any

import pytest
from pydantic import ValidationError

from nyqst.identity.plan import PlanCode
from nyqst.metering.catalog import CatalogError, builtin_catalog, read_catalog
from nyqst.metering.catalog.builtin import FILE, builtin_document
from nyqst.metering.catalog.document import CatalogDocument
from nyqst.metering.model.catalog import Feature, Quota
from nyqst.metering.model.faults import faults_of
from nyqst.metering.model.feature import OnFailure
from nyqst.metering.model.meter import LIMITLESS, MAX_SHARDS, Cut
from nyqst.metering.model.model_class import ModelClass, Provider
from nyqst.metering.model.period import Cycle
from tests.unit.nyqst.metering.catalogs import a_catalog, a_document, a_rule, without


def test_every_plan_is_in_the_catalog_and_can_research() -> None:
    plans = builtin_catalog().plans
    assert set(plans) == set(PlanCode)
    assert all(Feature.RESEARCH_RUN in plan.features for plan in plans.values())


def test_the_sandbox_ends_at_what_it_includes() -> None:
    quota = builtin_catalog().plans[PlanCode.SANDBOX].features[Feature.RESEARCH_RUN]
    assert quota == Quota(Cycle.MONTH, included=10)
    assert quota.cut == Cut(10)


def test_a_plan_with_a_price_for_more_does_not_end() -> None:
    quota = builtin_catalog().plans[PlanCode.PROFESSIONAL].features[Feature.RESEARCH_RUN]
    assert quota is not None
    assert (quota.included, quota.overage_cents) == (200, 50)
    assert quota.cut.limit == LIMITLESS


def test_every_class_has_a_model_with_a_price() -> None:
    catalog = builtin_catalog()
    assert set(catalog.model_classes) == set(ModelClass)
    for terms in catalog.model_classes.values():
        assert terms.models[Provider.BEDROCK].removeprefix("global.") in catalog.prices


def test_a_document_is_the_same_after_it_was_written_and_read() -> None:
    document = builtin_document()
    assert CatalogDocument.model_validate_json(document.model_dump_json()) == document
    assert document.to_catalog() == builtin_catalog()


def test_the_built_in_catalog_has_no_faults() -> None:
    assert faults_of(builtin_catalog()) == ()


def test_a_file_that_cannot_be_sold_names_every_fault() -> None:
    classes = 'model_classes = ["economy", "standard", "premium"]'
    with pytest.raises(CatalogError) as refused:
        read_catalog(FILE.read_text().replace(classes, 'model_classes = ["economy"]'))
    first, second = str(refused.value).split("; ")
    assert first.startswith("plans.team.default_class ")
    assert second.startswith("plans.enterprise.default_class ")


@pytest.mark.parametrize(
    ("document", "where"),
    [
        (without("version"), "version"),
        (a_document(version="1"), "version"),
        (a_document(version=1.5), "version"),
        (a_document(version=0), "version"),
        (a_document(colour="red"), "colour"),
        (a_document(fallback_class="luxury"), "fallback_class"),
        (a_document(features__llm_tokens__unit="furlong"), "features.llm_tokens.unit"),
        (a_document(features__patent_draft={}), "features.patent_draft.[key]"),
        (a_document(tasks__plan__feature="patents"), "tasks.plan.feature"),
        (a_document(tasks__plan__model_class="luxury"), "tasks.plan.model_class"),
        (a_document(model_classes__economy__models={"acme": "m"}), "acme"),
        (a_document(model_classes__economy__models={}), "model_classes.economy.models"),
        (a_document(model_classes__economy__context_tokens=-1), "economy.context_tokens"),
        (a_document(prices__m={"input": -1, "output": 1}), "prices.m.input"),
        (a_document(prices__m={"input": 0.5, "output": 1}), "prices.m.input"),
        (a_document(plans__gold={}), "plans.gold.[key]"),
        (a_document(plans__pro={}), "plans.pro.[key]"),
        (a_document(plans__team__concurrent_runs=0), "plans.team.concurrent_runs"),
        (a_document(plans__team__weight=0), "plans.team.weight"),
        (a_document(plans__team__weight=1_001), "plans.team.weight"),
        (a_document(plans__team__run_budget_micros="much"), "plans.team.run_budget_micros"),
        (a_document(plans__team__model_classes=["luxury"]), "plans.team.model_classes.0"),
        (
            a_document(plans__team__features__research_run__included=-1),
            "plans.team.features.research_run.included",
        ),
        (
            a_document(plans__team__features__research_run__included=10**16),
            "plans.team.features.research_run.included",
        ),
        (
            a_document(plans__team__features__research_run__cycle="fortnight"),
            "plans.team.features.research_run.cycle",
        ),
        (a_document(aliases={"gratis": "gold"}), "aliases.gratis"),
        (a_document(rules=[a_rule(effect={"kind": "sing"})]), "rules.0.effect"),
        (a_document(rules=[a_rule(effect={"kind": "deny"})]), "rules.0.effect.deny.reason"),
        (a_document(rules=[a_rule(when={"statuses": ["sleepy"]})]), "rules.0.when.statuses.0"),
        (a_document(rules=[a_rule(when={"moon": ["full"]})]), "rules.0.when.moon"),
    ],
)
def test_what_is_no_catalog_is_refused_with_its_place(document: Any, where: str) -> None:
    with pytest.raises(ValidationError) as refused:
        CatalogDocument.model_validate(document)
    paths = [".".join(map(str, error["loc"])) for error in refused.value.errors()]
    assert any(where in path for path in paths), paths


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        (
            {"plans__team__features__research_run__at_most": 5},
            "plans.team.features.research_run.at_most",
        ),
        (
            {
                "plans__team__features__research_run": {
                    "cycle": "month",
                    "included": 1,
                    "at_most": 2,
                }
            },
            "plans.team.features.research_run.at_most",
        ),
        (
            {"plans__team__features__research_run__shards": 41},
            "plans.team.features.research_run.shards",
        ),
        ({"plans__team__features__llm_tokens": {}}, "plans.team.features.llm_tokens"),
        ({"plans__team__concurrent_runs_each": 21}, "plans.team.concurrent_runs_each"),
        ({"plans__team__model_classes": []}, "plans.team.model_classes"),
        ({"plans__sandbox__default_class": "premium"}, "plans.sandbox.default_class"),
        (
            {"model_classes__economy__max_output_tokens": 200_001},
            "model_classes.economy.max_output_tokens",
        ),
        ({"prices": {}}, "prices"),
        ({"rules": [a_rule(), a_rule()]}, "rules.1.id"),
        ({"rules": [a_rule(when={"tasks": ["plan"]})]}, "rules.0.when.tasks"),
        ({"aliases": {"team": "sandbox"}}, "aliases.team"),
    ],
)
def test_what_cannot_be_sold_is_named_with_its_place(changes: Any, where: str) -> None:
    assert where in [fault.path for fault in faults_of(a_catalog(**changes))]


@pytest.mark.parametrize(
    "path",
    [
        ("features", "super_report"),
        ("tasks", "plan"),
        ("model_classes", "premium"),
        ("plans", "team"),
    ],
)
def test_what_is_missing_is_named(path: tuple[str, str]) -> None:
    catalog = CatalogDocument.model_validate(without(*path)).to_catalog()
    assert [fault.path for fault in faults_of(catalog)] == [".".join(path)]


def test_a_rule_that_leaves_a_plan_no_class_is_named() -> None:
    effect = {"kind": "model_classes_of", "plan": "sandbox"}
    rule = a_rule(when={"plans": ["team"]}, effect=effect)
    catalog = a_catalog(plans__team__model_classes=["premium"], rules=[rule])
    told = [(fault.path, fault.message) for fault in faults_of(catalog)]
    assert ("rules.0", "leaves team no model class") in told


def test_every_fault_is_told_at_once() -> None:
    catalog = a_catalog(plans__team__model_classes=[], plans__sandbox__default_class="premium")
    assert len(faults_of(catalog)) >= 2


@pytest.mark.parametrize("text", ["", "version = 1", "[plans.team", "version = 'x'"])
def test_a_file_that_is_no_catalog_is_refused(text: str) -> None:
    with pytest.raises(CatalogError):
        read_catalog(text)


def test_a_plan_that_says_nothing_of_its_weight_has_the_least() -> None:
    document = without("plans", "team", "weight")
    plans = CatalogDocument.model_validate(document).to_catalog().plans
    assert plans[PlanCode.TEAM].weight == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"plans__team__features__research_run__at_most": LIMITLESS},
        {"plans__team__features__research_run__at_most": 1_000},
        {"plans__team__features__research_run__shards": MAX_SHARDS},
        {"model_classes__economy__max_output_tokens": 200_000},
        {"model_classes__economy__context_tokens": 200_000},
        {
            "rules": [
                a_rule(
                    when={"tasks": ["plan"]}, effect={"kind": "cap_output_tokens", "tokens": 100}
                )
            ]
        },
    ],
)
def test_the_most_that_can_be_said_is_no_fault(changes: Any) -> None:
    assert faults_of(a_catalog(**changes)) == ()


def test_a_rule_for_one_plan_leaves_the_others_their_classes() -> None:
    effect = {"kind": "model_classes_of", "plan": "sandbox"}
    rule = a_rule(when={"plans": ["professional"]}, effect=effect)
    catalog = a_catalog(plans__team__model_classes=["premium"], rules=[rule])
    assert [fault.path for fault in faults_of(catalog)] == ["plans.team.default_class"]


def test_what_becomes_of_a_feature_while_meters_are_silent_is_what_the_file_says() -> None:
    features = a_catalog(features__super_report__on_failure="open").features
    assert features[Feature.SUPER_REPORT].on_failure is OnFailure.OPEN
    assert features[Feature.RESEARCH_RUN].on_failure is OnFailure.CLOSED
