"""The state machine: where it retries, where it catches, and that it always closes."""

import json
from typing import Any

import pytest

from tests.infra.conftest import Templates


@pytest.fixture
def states(templates: Templates) -> dict[str, Any]:
    (machine,) = templates.properties("AWS::StepFunctions::StateMachine")
    definition = machine["DefinitionString"]
    parts = definition["Fn::Join"][1]
    text = "".join(part if isinstance(part, str) else "reference" for part in parts)
    found: dict[str, Any] = json.loads(text)["States"]
    return found


def test_tasks_fan_out_in_a_map(states: dict[str, Any]) -> None:
    assert states["ResearchTasks"]["Type"] == "Map"
    assert states["ResearchTasks"]["ItemProcessor"]["ProcessorConfig"]["Mode"] == "INLINE"


def test_large_plans_go_to_a_distributed_map(states: dict[str, Any]) -> None:
    (choice,) = states["HowManyTasks"]["Choices"]
    assert (choice["NumericGreaterThan"], choice["Next"]) == (40, "ResearchManyTasks")
    large = states["ResearchManyTasks"]
    assert large["ItemProcessor"]["ProcessorConfig"]["Mode"] == "DISTRIBUTED"
    assert large["ItemReader"]["Parameters"]["Key.$"] == "$.tasks_key"


@pytest.mark.parametrize("name", ["ResearchTasks", "ResearchManyTasks"])
def test_retry_and_catch_stand_inside_the_map(states: dict[str, Any], name: str) -> None:
    (task, *_) = [
        state
        for state in states[name]["ItemProcessor"]["States"].values()
        if state["Type"] == "Task"
    ]
    assert [catch["ErrorEquals"] for catch in task["Catch"]] == [["States.ALL"]]
    jittered = [rule for rule in task["Retry"] if rule["MaxAttempts"]]
    assert {rule["JitterStrategy"] for rule in jittered} == {"FULL"}


def test_what_cannot_be_mended_is_not_tried_again(states: dict[str, Any]) -> None:
    first = states["PlanRun"]["Retry"][0]
    assert first["MaxAttempts"] == 0
    assert "ModelFailed" in first["ErrorEquals"]


@pytest.mark.parametrize(
    "name",
    ["PlanRun", "ResearchTasks", "ResearchManyTasks", "SynthesizeRun", "WriteDeliverable"],
)
def test_whatever_fails_the_run_is_closed(states: dict[str, Any], name: str) -> None:
    assert [catch["Next"] for catch in states[name]["Catch"]] == ["CloseFailedRun"]


def test_a_function_gives_up_before_its_task_does(
    states: dict[str, Any], templates: Templates
) -> None:
    task = states["ResearchTasks"]["ItemProcessor"]["States"]["ResearchTask"]
    longest = max(fn["Timeout"] for fn in templates.properties("AWS::Lambda::Function"))
    assert longest < task["TimeoutSeconds"]
