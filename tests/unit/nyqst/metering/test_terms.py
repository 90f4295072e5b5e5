from nyqst.identity.model.tenant import TenantStatus
from nyqst.identity.plan import PlanCode
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.model.feature import Feature, Task
from nyqst.metering.model.model_class import ModelClass
from nyqst.metering.model.rule import Denial, Situation
from nyqst.metering.model.terms import terms_of
from tests.unit.nyqst.metering.catalogs import a_catalog, a_rule

TEAM = Situation(PlanCode.TEAM)


def test_without_a_rule_a_plan_has_what_it_has() -> None:
    terms = terms_of(a_catalog(rules=[]), TEAM)
    assert terms.classes == tuple(ModelClass)
    assert (terms.output_tokens, terms.denial, terms.rules) == (None, None, ())


def test_who_is_past_due_has_the_sandboxs_classes() -> None:
    overdue = Situation(PlanCode.ENTERPRISE, TenantStatus.PAST_DUE)
    terms = terms_of(builtin_catalog(), overdue)
    assert terms.classes == builtin_catalog().plans[PlanCode.SANDBOX].model_classes
    assert terms.rules == ("past_due_models",)


def test_a_rule_for_something_else_does_not_hold() -> None:
    rules = [
        a_rule(id="other_plan", when={"plans": ["sandbox"]}),
        a_rule(id="other_status", when={"statuses": ["past_due"]}),
        a_rule(id="other_task", when={"tasks": ["report"]}),
        a_rule(id="other_feature", when={"plans": ["team"], "features": ["super_report"]}),
    ]
    asked = Situation(PlanCode.TEAM, feature=Feature.RESEARCH_RUN, task=Task.PLAN)
    assert terms_of(a_catalog(rules=rules), asked).denial is None


def test_of_several_denials_the_one_that_goes_first_is_told() -> None:
    rules = [
        a_rule(id="later", priority=2, effect={"kind": "deny", "reason": "later"}),
        a_rule(id="first", priority=1, effect={"kind": "deny", "reason": "first"}),
    ]
    terms = terms_of(a_catalog(rules=rules), TEAM)
    assert (terms.denial, terms.rules) == (Denial("first", "first"), ("first", "later"))


def test_of_several_caps_the_tightest_counts() -> None:
    rules = [
        a_rule(id=f"cap_{tokens}", effect={"kind": "cap_output_tokens", "tokens": tokens})
        for tokens in (500, 100, 900)
    ]
    assert terms_of(a_catalog(rules=rules), TEAM).output_tokens == 100


def test_a_capped_class_leaves_the_lesser_ones() -> None:
    rules = [a_rule(effect={"kind": "cap_model_class", "model_class": "standard"})]
    classes = terms_of(a_catalog(rules=rules), TEAM).classes
    assert classes == (ModelClass.ECONOMY, ModelClass.STANDARD)


def test_a_wider_cap_that_comes_later_gives_nothing_back() -> None:
    rules = [
        a_rule(
            id=f"cap_{name}", priority=at, effect={"kind": "cap_model_class", "model_class": name}
        )
        for at, name in enumerate(["economy", "standard"])
    ]
    assert terms_of(a_catalog(rules=rules), TEAM).classes == (ModelClass.ECONOMY,)
