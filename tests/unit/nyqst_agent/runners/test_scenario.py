from dataclasses import replace

import pytest

from nyqst.errors import ModelFailed, Throttled
from nyqst.research.model.plan import PlanTask
from nyqst.research.outline import outline
from nyqst.research.runner import Runner
from nyqst_agent.offline.runner import OfflineRunner
from nyqst_agent.runners import make_runner
from nyqst_agent.runners.scenario import SCENARIOS
from tests import harbour
from tests.fakes.models import no_model


def _task(task_id: str) -> PlanTask:
    return PlanTask(task_id, "p1", "Earnings", "What does Tarn Harbour earn?")


def _scenario(name: str) -> Runner:
    return SCENARIOS[name](OfflineRunner())


def test_happy_path_is_the_offline_runner_as_it_is() -> None:
    offline = OfflineRunner()
    assert SCENARIOS["happy_path"](offline) is offline


def test_llm_failure_fails_at_the_plan() -> None:
    with pytest.raises(ModelFailed):
        _scenario("llm_failure").plan(harbour.request())


def test_partial_build_plans_six_tasks_at_least() -> None:
    tasks = _scenario("partial_build").plan(harbour.request()).tasks
    assert len(tasks) >= 6
    assert [task.id for task in tasks] == [f"t{number:02}" for number in range(1, len(tasks) + 1)]
    assert len({task.message for task in tasks}) == len(tasks)


def test_partial_build_keeps_to_the_limit_of_tasks() -> None:
    limits = replace(harbour.LIMITS, tasks=3)
    assert len(_scenario("partial_build").plan(harbour.request(limits=limits)).tasks) <= 3


@pytest.mark.parametrize("task_id", ["t02", "t05"])
def test_partial_build_loses_two_tasks_for_good(task_id: str) -> None:
    runner = _scenario("partial_build")
    for _ in range(3):
        with pytest.raises(ModelFailed):
            runner.choose_queries(_task(task_id), (), ())
        with pytest.raises(ModelFailed):
            runner.take_notes(_task(task_id), harbour.passages())


def test_partial_build_researches_the_other_tasks() -> None:
    runner, task = _scenario("partial_build"), _task("t01")
    assert runner.choose_queries(task, (), ())
    assert runner.take_notes(task, harbour.passages())


def test_rate_limited_refuses_each_method_twice() -> None:
    runner, task = _scenario("rate_limited"), _task("t01")
    for _ in range(2):
        with pytest.raises(Throttled):
            runner.plan(harbour.request())
        with pytest.raises(Throttled):
            runner.take_notes(task, harbour.passages())
    assert runner.plan(harbour.request()).tasks
    assert runner.take_notes(task, harbour.passages())


def test_rate_limited_refuses_to_write_before_the_first_paragraph() -> None:
    runner = _scenario("rate_limited")
    planned = OfflineRunner().plan(harbour.request())
    brief = OfflineRunner().synthesize(planned, (), (), ())
    section = next(outline(brief))
    for _ in range(2):
        with pytest.raises(Throttled):
            next(runner.write(brief, section))
    assert next(runner.write(brief, section))


def test_patience_gets_through_a_rate_limit() -> None:
    runner, task = make_runner("scenario:rate_limited", no_model), _task("t01")
    assert runner.plan(harbour.request()).tasks
    assert runner.choose_queries(task, (), ())
    notes = runner.take_notes(task, harbour.passages())
    assert notes
    assert runner.reflect(task, notes)
