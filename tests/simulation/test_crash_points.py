"""A worker dies between any two of its calls; whoever comes next brings the run to the same end."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from nyqst.research.model.run import RunStatus
from tests.fakes.state_machine import Crash
from tests.simulation.interrupting import Calls, Hook, When
from tests.simulation.judgement import judge
from tests.simulation.world import CALLER, World


@cache
def undisturbed() -> tuple[tuple[str, ...], str]:
    """The calls of a run that nothing happens to, and what it delivers."""
    world = World()
    world.ask()
    world.work()
    delivery = judge(world.undisturbed, world.runs[0].key)
    assert delivery is not None
    return tuple(world.calls.names), delivery.manifest_sha256


def points() -> Iterator[tuple[int, When]]:
    for number in range(1, len(undisturbed()[0]) + 1):
        yield number, "before"
        yield number, "after"


@contextmanager
def failing_at(point: tuple[int, When]) -> Iterator[World]:
    """A world in which the worker dies there."""
    number, when = point
    try:
        yield World(Calls(crash_at(point)))
    except AssertionError as error:
        error.add_note(f"{when} call {number}, {undisturbed()[0][number - 1]}")
        raise


def crash_at(*crashes: tuple[int, When]) -> Hook:
    def hook(number: int, when: When) -> None:
        if (number, when) in crashes:
            raise Crash

    return hook


def work_once(world: World) -> None:
    """The states one after the other, none of them twice."""
    key, workers = world.runs[0].key, world.platform
    try:
        for task in workers.plan_run(key)["tasks"]:
            workers.research_task(key, task)
        workers.synthesize_run(key)
        workers.write_deliverable(key)
        workers.close_run(key, RunStatus.SUCCEEDED)
    except Crash:
        return


def test_a_run_makes_calls_to_every_store_of_its_way() -> None:
    stores = {name.partition(".")[0] for name in undisturbed()[0]}
    assert stores == {
        "artifacts",
        "chats",
        "content",
        "corpora",
        "decisions",
        "deliveries",
        "documents",
        "events",
        "manifests",
        "meters",
        "pointers",
        "records",
        "runs",
        "steps",
        "workflow",
    }


def test_a_crash_changes_nothing_in_the_end() -> None:
    for point in points():
        with failing_at(point) as world:
            world.ask()
            world.work()
            world.reap()
            (run,) = world.runs
            assert run.status is RunStatus.SUCCEEDED
            delivery = judge(world.undisturbed, run.key)
            assert delivery is not None
            assert delivery.manifest_sha256 == undisturbed()[1]


def test_a_client_that_does_not_ask_again_leaves_a_whole_run_or_none() -> None:
    for point in points():
        with failing_at(point) as world:
            world.ask(tries=1)
            world.work()
            world.reap()
            for run in world.runs:
                assert run.status is RunStatus.SUCCEEDED
                judge(world.undisturbed, run.key)
            assert len(world.undisturbed.chats(CALLER).list(10, None).items) == len(world.runs)


def test_the_reaper_ends_what_everybody_has_left() -> None:
    """From the crash on nothing of the workflow is ever tried again."""
    for point in points():
        with failing_at(point) as world:
            world.ask()
            work_once(world)
            for _ in range(3):
                world.undisturbed.clock.move(minutes=31)
                world.undisturbed.reap_runs()
            (run,) = world.runs
            judge(world.undisturbed, run.key)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 400), st.sampled_from(["before", "after"])), max_size=12))
def test_however_many_crash_every_run_comes_to_one_end(crashes: list[tuple[int, When]]) -> None:
    world = World(Calls(crash_at(*crashes)))
    world.ask(tries=20)
    world.work()
    world.reap()
    for run in world.runs:
        delivery = judge(world.undisturbed, run.key)
        if delivery is not None and delivery.tasks_failed == 0:
            assert delivery.manifest_sha256 == undisturbed()[1]
