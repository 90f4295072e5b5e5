"""The workflow's functions as Step Functions calls them: small states in, small states out."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from nyqst.chats.model import Creator
from nyqst.clock import SystemClock
from nyqst.errors import NotFound, Superseded
from nyqst.research.model.run import Outcome, Run, RunStatus
from nyqst_agent.bootstrap import Workers
from tests.aws import Aws
from tests.builders import a_message, a_run
from tests.iam.guard import Deployed

close_run, plan_run, reap_runs, research_task, synthesize_run, write_deliverable = map(
    Deployed,
    (
        "close_run",
        "plan_run",
        "reap_runs",
        "research_task",
        "synthesize_run",
        "write_deliverable",
    ),
)
NOTHING: object = object()


@pytest.fixture
def run(agents: Workers, tenant: str) -> Run:
    now = SystemClock().now()
    made = a_run(tenant, created_at=now, deadline=now)
    message = a_message(made.chat_id, id=made.message_id, creator=Creator.AI)
    return agents.platform.research.runs.create(made, [message], None, None)


def state(run: Run, **more: str) -> dict[str, str]:
    return {"tenant_id": run.tenant_id, "run_id": run.id, **more}


def done(agents: Workers, run: Run, step: str, result: Mapping[str, Any]) -> None:
    """As if a worker had done it before."""
    steps = agents.platform.research.steps
    steps.finish(steps.acquire(run.key, step), result)


def end(agents: Workers, run: Run) -> None:
    agents.platform.research.runs.end(run.key, Outcome(RunStatus.CANCELLED), SystemClock().now())


def planned(agents: Workers, run: Run, count: int) -> dict[str, Any]:
    tasks = [f"t{number:02}" for number in range(1, count + 1)]
    done(agents, run, "plan", {"plan": "a" * 64, "index": "b" * 64, "tasks": tasks})
    answer: dict[str, Any] = plan_run.handle(state(run), NOTHING)
    return answer


@pytest.mark.parametrize("count", [1, 8, 40])
def test_a_plan_names_its_tasks(agents: Workers, run: Run, count: int) -> None:
    answer = planned(agents, run, count)
    assert answer["task_count"] == count
    assert answer["tasks"][0] == state(run, task_id="t01")
    assert len(answer["tasks"]) == count
    assert "tasks_key" not in answer


def test_many_tasks_are_listed_in_the_store(agents: Workers, run: Run, aws: Aws) -> None:
    answer = planned(agents, run, 41)
    assert "tasks" not in answer
    listed = aws.s3.get_object(Bucket=aws.bucket, Key=answer["tasks_key"])["Body"].read()
    assert json.loads(listed)[-1] == state(run, task_id="t41")
    assert len(json.loads(listed)) == answer["task_count"] == 41


def test_a_state_stays_small(agents: Workers, run: Run) -> None:
    assert len(json.dumps(planned(agents, run, 40))) < 16_000


def test_a_run_that_has_ended_is_not_planned(agents: Workers, run: Run) -> None:
    end(agents, run)
    with pytest.raises(Superseded):
        plan_run.handle(state(run), NOTHING)


def test_a_task_that_is_done_is_a_success(agents: Workers, run: Run) -> None:
    done(agents, run, "task:t01", {"findings": "a" * 64})
    answer = research_task.handle(state(run, task_id="t01"), NOTHING)
    assert answer == {"task_id": "t01", "status": "success"}


def test_a_task_of_a_run_that_has_ended_is_given_up_without_an_error(
    agents: Workers, run: Run
) -> None:
    """It would be tried again otherwise, and its siblings would be stopped."""
    end(agents, run)
    answer = research_task.handle(state(run, task_id="t01"), NOTHING)
    assert answer == {"task_id": "t01", "status": "error", "error": "run_ended"}


def test_a_task_of_no_run_is_an_error(agents: Workers, run: Run) -> None:
    assert agents.platform
    with pytest.raises(NotFound):
        research_task.handle({**state(run), "run_id": "run_unknown", "task_id": "t01"}, NOTHING)


def test_synthesis_answers_with_the_brief(agents: Workers, run: Run) -> None:
    done(agents, run, "synthesize", {"brief": "c" * 64, "failed": 0})
    assert synthesize_run.handle(state(run), NOTHING) == state(run, brief="c" * 64)


def test_writing_answers_with_ids(agents: Workers, run: Run) -> None:
    done(agents, run, "write", {"delivery": "{}"})
    assert write_deliverable.handle(state(run), NOTHING) == state(run)


@pytest.mark.parametrize("step", [synthesize_run, write_deliverable])
def test_steps_of_a_run_that_has_ended_stop(agents: Workers, run: Run, step: Any) -> None:
    end(agents, run)
    with pytest.raises(Superseded):
        step.handle(state(run), NOTHING)


def test_a_run_is_closed_as_the_workflow_says(agents: Workers, run: Run) -> None:
    answer = close_run.handle(state(run, status="failed"), NOTHING)
    assert answer == {"run_id": run.id, "status": "failed"}
    assert agents.platform.research.runs.get(run.key).closed


def test_a_run_is_closed_as_it_was_decided_before(agents: Workers, run: Run) -> None:
    end(agents, run)
    for status in ("succeeded", "failed"):
        answer = close_run.handle(state(run, status=status), NOTHING)
        assert answer["status"] == "cancelled"


def test_an_unknown_status_is_no_ending(agents: Workers, run: Run) -> None:
    with pytest.raises(ValueError, match="not a valid RunStatus"):
        close_run.handle(state(run, status="tired"), NOTHING)
    assert not agents.platform.research.runs.get(run.key).ended


def test_the_reaper_says_how_many_it_looked_at(agents: Workers, run: Run) -> None:
    agents.platform.research.runs.look_again(run.key, run.deadline)
    answer = reap_runs.handle({}, NOTHING)
    assert answer["looked_at"] >= 1
    ended = agents.platform.research.runs.get(run.key)
    assert (ended.error_type, ended.closed) == ("deadline_passed", True)
