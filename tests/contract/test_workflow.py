"""What every workflow must do, the fake and the real one alike."""

from collections.abc import Callable

import pytest

from nyqst.errors import NyqstError
from nyqst.research.model.run import RunKey
from nyqst.research.ports import Workflow
from nyqst.research.stepfunctions import StepFunctionsWorkflow
from tests.aws import Aws
from tests.fakes.workflow import MemoryWorkflow

Kind = tuple[Workflow, Workflow, Callable[[RunKey], int]]


@pytest.fixture(params=["memory", "stepfunctions"])
def kind(request: pytest.FixtureRequest) -> Kind:
    """One that works, one that does not, and how many executions a run has."""
    if request.param == "memory":
        memory = MemoryWorkflow()
        return memory, MemoryWorkflow(down=True), memory.started.count
    aws: Aws = request.getfixturevalue("aws")

    def executions(key: RunKey) -> int:
        found = aws.stepfunctions.list_executions(stateMachineArn=aws.state_machine_arn)
        return sum(each["name"] == key.run_id for each in found["executions"])

    arn = aws.state_machine_arn
    down = StepFunctionsWorkflow(aws.stepfunctions, arn.replace("research", "gone"))
    return StepFunctionsWorkflow(aws.stepfunctions, arn), down, executions


@pytest.fixture
def key(tenant: str) -> RunKey:
    return RunKey(tenant, f"run_{tenant}")


def test_a_run_is_started_once_however_often_it_is_said(kind: Kind, key: RunKey) -> None:
    workflow, _, executions = kind
    for _ in range(3):
        workflow.start(key)
    assert executions(key) == 1


def test_a_run_that_was_stopped_is_not_started_again(kind: Kind, key: RunKey) -> None:
    workflow, _, executions = kind
    workflow.start(key)
    workflow.stop(key, "cancelled")
    workflow.start(key)
    assert executions(key) == 1


def test_stopping_may_be_said_twice(kind: Kind, key: RunKey) -> None:
    workflow = kind[0]
    workflow.start(key)
    for _ in range(2):
        workflow.stop(key, "cancelled")


def test_what_does_not_run_may_be_stopped(kind: Kind, key: RunKey) -> None:
    workflow, _, executions = kind
    workflow.stop(key, "cancelled")
    assert executions(key) == 0


def test_a_workflow_that_works_passes_its_probe(kind: Kind) -> None:
    kind[0].probe()


def test_a_workflow_that_does_not_work_fails_its_probe(kind: Kind) -> None:
    with pytest.raises(NyqstError):
        kind[1].probe()
