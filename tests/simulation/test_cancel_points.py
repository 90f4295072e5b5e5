"""A user cancels between any two calls of a run: it ends once, and row and log agree how."""

from functools import cache

from nyqst.research.model.run import RunStatus
from tests.simulation.interrupting import Calls, When
from tests.simulation.judgement import judge
from tests.simulation.world import CALLER, World


@cache
def calls_of_a_run() -> int:
    world = World()
    world.ask()
    world.work()
    return len(world.calls.names)


def cancelling_at(moment: int) -> World:
    """Every run there is then is cancelled behind that call, by somebody who is undisturbed."""
    made: list[World] = []

    def hook(number: int, when: When) -> None:
        world = made[0]
        if (number, when) == (moment, "after"):
            for run in world.runs:
                world.undisturbed.cancel_run(CALLER, run.id)

    made.append(World(Calls(hook)))
    return made[0]


def test_a_run_that_is_cancelled_at_any_point_has_one_end() -> None:
    endings = set()
    for moment in range(1, calls_of_a_run() + 1):
        world = cancelling_at(moment)
        world.ask()
        world.work()
        world.reap()
        for run in world.runs:
            endings.add(run.status)
            judge(world.undisturbed, run.key)
    assert endings == {RunStatus.CANCELLED, RunStatus.SUCCEEDED}


def test_what_was_cancelled_can_be_tried_again_and_comes_to_the_same_report() -> None:
    whole = World()
    whole.ask()
    whole.work()
    report = judge(whole.undisturbed, whole.runs[0].key)
    assert report is not None
    for moment in range(1, calls_of_a_run() + 1):
        world = cancelling_at(moment)
        world.ask()
        world.work()
        for run in world.runs:
            if run.status is RunStatus.CANCELLED:
                again = world.undisturbed.start_run.retry(CALLER, run.id, None)
                world.undisturbed.work(again)
                delivery = judge(world.undisturbed, again.key)
                assert delivery is not None
                assert delivery.manifest_sha256 == report.manifest_sha256
