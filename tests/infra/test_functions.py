"""Every function is defined in one way."""

from pathlib import Path

from infra.constructs.layer_build import ROOT
from nyqst.settings import Settings
from tests.infra.conftest import Templates


def test_every_folder_of_functions_is_deployed(templates: Templates) -> None:
    folders = {path.parent.name for path in Path(ROOT, "functions").glob("*/__init__.py")}
    deployed = {
        function["Handler"].replace("/", ".").split(".")[1]
        for function in templates.properties("AWS::Lambda::Function")
    }
    assert deployed == folders


def test_functions_run_on_arm_with_tracing(templates: Templates) -> None:
    for function in templates.properties("AWS::Lambda::Function"):
        assert function["Architectures"] == ["arm64"]
        assert function["TracingConfig"] == {"Mode": "Active"}


def test_functions_log_to_groups_that_forget(templates: Templates) -> None:
    for group in templates.properties("AWS::Logs::LogGroup"):
        assert group["RetentionInDays"] == 30
    for function in templates.properties("AWS::Lambda::Function"):
        assert "LogGroup" in function["LoggingConfig"]


def test_functions_are_told_what_settings_know(templates: Templates) -> None:
    for function in templates.properties("AWS::Lambda::Function"):
        told = function["Environment"]["Variables"]
        ours = {name: "x" for name in told if name.startswith("NYQST_")}
        assert Settings.from_environment(ours).to_environment() == ours


def test_a_function_that_cannot_write_is_told_so(templates: Templates) -> None:
    told = {
        function["Handler"]
        for function in templates.properties("AWS::Lambda::Function")
        if function["Environment"]["Variables"].get("NYQST_READS_ONLY")
    }
    assert told == {"functions/stream/run.sh"}


def test_no_policy_allows_every_action(templates: Templates) -> None:
    for kind in ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"):
        for policy in templates.properties(kind):
            for statement in policy["PolicyDocument"]["Statement"]:
                actions = statement["Action"]
                for action in [actions] if isinstance(actions, str) else actions:
                    assert "*" not in action


def test_every_function_has_a_role_of_its_own(templates: Templates) -> None:
    roles = [str(function["Role"]) for function in templates.properties("AWS::Lambda::Function")]
    assert len(set(roles)) == len(roles)


def test_watchers_cannot_take_the_workers_place(templates: Templates) -> None:
    reserved = {
        function["Handler"]: function.get("ReservedConcurrentExecutions")
        for function in templates.properties("AWS::Lambda::Function")
    }
    assert reserved["functions/stream/run.sh"] == 50


def test_prod_sends_no_webhooks_to_itself(templates: Templates) -> None:
    for function in templates.properties("AWS::Lambda::Function"):
        assert "NYQST_WEBHOOKS_TO_LOOPBACK" not in function["Environment"]["Variables"]


def test_what_has_to_happen_by_itself_happens_on_a_schedule(templates: Templates) -> None:
    rules = templates.properties("AWS::Events::Rule")
    spans = sorted(rule["ScheduleExpression"] for rule in rules)
    assert spans == ["rate(1 day)"] + ["rate(1 minute)"] * 6 + ["rate(15 minutes)"]
