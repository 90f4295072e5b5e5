"""Several workers on the same thing at once, in many orders: one does it, none undoes it."""

from collections.abc import Callable

import pytest

from nyqst.errors import Superseded
from nyqst.research.model.run import Run, RunStatus
from tests.builders import once
from tests.fakes.platform import MemoryPlatform
from tests.run_log import of_kind
from tests.simulation.interrupting import Calls
from tests.simulation.judgement import judge
from tests.simulation.turns import Turns
from tests.simulation.world import CALLER, QUESTION, World

ORDERS = range(80)


class Rivals:
    """A world whose workers take turns before every call."""

    def __init__(self, seed: int) -> None:
        self.turns = Turns(seed)
        self.world = World(Calls(self.turns.hook))
        self.platform: MemoryPlatform = self.world.platform

    def started(self) -> Run:
        return self.world.undisturbed.start_run(CALLER, QUESTION, None)

    def finish(self, run: Run) -> None:
        """What the workflow does when its workers, however many, are done with a state."""
        self.world.undisturbed.work(run)
        self.world.reap()

    def run(self, *workers: Callable[[], object]) -> None:
        self.turns.run(*(stopping_quietly(worker) for worker in workers))


def stopping_quietly(worker: Callable[[], object]) -> Callable[[], None]:
    """As a worker does that learns that it was superseded."""

    def work() -> None:
        try:
            worker()
        except Superseded:
            return

    return work


@pytest.fixture(params=ORDERS)
def rivals(request: pytest.FixtureRequest) -> Rivals:
    return Rivals(request.param)


def test_three_workers_on_one_task(rivals: Rivals) -> None:
    run = rivals.started()
    rivals.world.undisturbed.plan_run(run.key)
    rivals.run(*[lambda: rivals.platform.research_task(run.key, "t01")] * 3)
    assert "task:t01" in rivals.platform.steps.results(run.key)
    rivals.finish(run)
    assert judge(rivals.world.undisturbed, run.key) is not None


def test_all_tasks_at_once_each_by_two(rivals: Rivals) -> None:
    run = rivals.started()
    rivals.world.undisturbed.plan_run(run.key)
    rivals.run(
        *[lambda: rivals.platform.research_task(run.key, "t01")] * 2,
        *[lambda: rivals.platform.research_task(run.key, "t02")] * 2,
    )
    assert set(rivals.platform.steps.results(run.key)) == {"plan", "task:t01", "task:t02"}
    rivals.finish(run)
    delivery = judge(rivals.world.undisturbed, run.key)
    assert delivery is not None
    assert delivery.tasks_failed == 0


def test_two_workers_write_the_report(rivals: Rivals) -> None:
    """Two previews at most, and the one that is done is the report."""
    run = rivals.started()
    undisturbed = rivals.world.undisturbed
    for task in undisturbed.plan_run(run.key)["tasks"]:
        undisturbed.research_task(run.key, task)
    undisturbed.synthesize_run(run.key)
    rivals.run(*[lambda: rivals.platform.write_deliverable(run.key)] * 2)
    rivals.finish(run)
    assert judge(undisturbed, run.key) is not None


def test_two_workers_plan_the_run(rivals: Rivals) -> None:
    run = rivals.started()
    rivals.run(*[lambda: rivals.platform.plan_run(run.key)] * 2)
    rivals.finish(run)
    assert judge(rivals.world.undisturbed, run.key) is not None


def test_everybody_ends_the_run(rivals: Rivals) -> None:
    """The workflow, the user, and the reaper, each for a reason of its own."""
    run = rivals.started()
    undisturbed = rivals.world.undisturbed
    for task in undisturbed.plan_run(run.key)["tasks"]:
        undisturbed.research_task(run.key, task)
    undisturbed.synthesize_run(run.key)
    undisturbed.write_deliverable(run.key)
    undisturbed.clock.move(minutes=31)
    rivals.run(
        lambda: rivals.platform.close_run(run.key, RunStatus.SUCCEEDED),
        lambda: rivals.platform.close_run(run.key, RunStatus.FAILED),
        lambda: rivals.platform.cancel_run(CALLER, run.id),
        rivals.platform.reap_runs,
    )
    judge(undisturbed, run.key)


def test_a_user_cancels_while_the_report_is_written(rivals: Rivals) -> None:
    run = rivals.started()
    undisturbed = rivals.world.undisturbed
    for task in undisturbed.plan_run(run.key)["tasks"]:
        undisturbed.research_task(run.key, task)
    undisturbed.synthesize_run(run.key)

    def write_and_close() -> None:
        rivals.platform.write_deliverable(run.key)
        rivals.platform.close_run(run.key, RunStatus.SUCCEEDED)

    rivals.run(write_and_close, lambda: rivals.platform.cancel_run(CALLER, run.id))
    judge(undisturbed, run.key)


def test_a_client_asks_again_while_the_first_answer_is_on_its_way(rivals: Rivals) -> None:
    def ask() -> None:
        rivals.platform.start_run(CALLER, QUESTION, once())

    def work() -> None:
        for run in rivals.world.runs:
            rivals.platform.plan_run(run.key)

    rivals.run(ask, ask, ask, work)
    (run,) = rivals.world.runs
    rivals.finish(run)
    assert judge(rivals.world.undisturbed, run.key) is not None
    assert len(of_kind(rivals.world.undisturbed.stores.events, run.key, "stream_start")) == 1
