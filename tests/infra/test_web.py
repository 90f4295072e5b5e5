"""A stage that reads the web: one function does, and nothing else holds the providers' keys."""

from dataclasses import replace

import pytest

from infra.stage import STAGES, chosen_stage
from tests.infra.conftest import Resource, Templates
from tests.infra.test_secrets import statements_about_secrets


@pytest.fixture(scope="module")
def on_the_web(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    stage = replace(STAGES["prod"], web_search=True)
    return Templates(tmp_path_factory.mktemp("cdk.out"), stage)


def _told(templates: Templates) -> list[Resource]:
    functions = templates.properties("AWS::Lambda::Function")
    return [f for f in functions if "NYQST_WEB_SEARCH_SECRET" in f["Environment"]["Variables"]]


def test_who_plans_reads_the_keys_and_nobody_else(on_the_web: Templates) -> None:
    (function,) = _told(on_the_web)
    assert function["Handler"] == "functions.plan_run.handler.handle"
    assert statements_about_secrets(on_the_web)["PlanRun"] == {"secretsmanager:GetSecretValue"}
    workers = {"ResearchTask", "SynthesizeRun", "WriteDeliverable"}
    assert workers.isdisjoint(statements_about_secrets(on_the_web))


def test_who_plans_can_read_pages(on_the_web: Templates, templates: Templates) -> None:
    def layers(of: Templates) -> int:
        functions = of.properties("AWS::Lambda::Function")
        (planner,) = [f for f in functions if "plan_run" in f["Handler"]]
        return len(planner["Layers"])

    assert layers(on_the_web) == layers(templates) + 1


def test_no_stage_that_is_deployed_reads_from_its_own_machine(on_the_web: Templates) -> None:
    for function in on_the_web.properties("AWS::Lambda::Function"):
        assert "NYQST_WEB_ON_LOOPBACK" not in function["Environment"]["Variables"]


def test_a_stage_reads_the_web_when_it_is_told_to() -> None:
    assert not chosen_stage({"stage": "prod"}).web_search
    assert chosen_stage({"stage": "prod", "web_search": "on"}).web_search


def test_a_switch_that_is_neither_on_nor_off_is_refused() -> None:
    with pytest.raises(SystemExit):
        chosen_stage({"stage": "prod", "web_search": "false"})
