"""Looking after runs that nobody looks after any more."""

from datetime import timedelta

import pytest

from nyqst.identity.model import Caller
from nyqst.research.model.run import Outcome, Run, RunStatus
from tests.builders import a_caller, a_run
from tests.fakes.platform import MemoryPlatform
from tests.run_log import entries, kinds, walk


@pytest.fixture
def run(platform: MemoryPlatform, caller: Caller) -> Run:
    return platform.ask(caller)


def later(platform: MemoryPlatform, **span: float) -> int:
    platform.clock.move(**span)
    return platform.reap_runs()


def test_a_new_run_is_left_alone(platform: MemoryPlatform, run: Run) -> None:
    assert later(platform, seconds=30) == 0
    assert platform.stores.runs.get(run.key) == run


def test_a_run_that_nothing_started_is_started(platform: MemoryPlatform, caller: Caller) -> None:
    platform.stores.workflow.down = True
    run = platform.ask(caller)
    platform.stores.workflow.down = False
    assert later(platform, minutes=2) == 1
    assert platform.stores.workflow.started == [run.key]
    assert platform.work(run).status is RunStatus.SUCCEEDED


@pytest.mark.usefixtures("run")
def test_it_is_looked_at_again_at_its_deadline_only(platform: MemoryPlatform) -> None:
    assert later(platform, minutes=2) == 1
    assert later(platform, minutes=2) == 0
    assert later(platform, minutes=30) == 1


def test_a_running_run_is_left_alone_until_its_deadline(platform: MemoryPlatform, run: Run) -> None:
    platform.plan_run(run.key)
    assert later(platform, minutes=29) == 0
    assert later(platform, minutes=2) == 1


@pytest.mark.parametrize("started", [True, False], ids=["running", "queued"])
def test_a_run_past_its_deadline_is_ended(
    platform: MemoryPlatform,
    run: Run,
    started: bool,  # noqa: FBT001
) -> None:
    if started:
        platform.plan_run(run.key)
    later(platform, minutes=31)
    ended = platform.stores.runs.get(run.key)
    assert (ended.status, ended.error_type) == (RunStatus.FAILED, "deadline_passed")
    assert ended.closed
    assert platform.stores.workflow.stopped == [run.key]
    assert walk(entries(platform.stores.events, run.key)).ended


def test_a_run_that_waits_too_long_is_ended(platform: MemoryPlatform, run: Run) -> None:
    platform.plan_run(run.key)
    platform.stores.runs.change(run.key, RunStatus.WAITING, platform.clock.now())
    later(platform, minutes=31)
    assert platform.stores.runs.get(run.key).status is RunStatus.FAILED


@pytest.mark.parametrize("status", [RunStatus.FAILED, RunStatus.CANCELLED])
def test_an_ending_that_broke_off_is_finished(
    platform: MemoryPlatform, run: Run, status: RunStatus
) -> None:
    outcome = Outcome(status, "why", "Because")
    platform.stores.runs.end(run.key, outcome, platform.clock.now())
    assert later(platform, seconds=30) == 0
    assert later(platform, minutes=1) == 1
    ended = platform.stores.runs.get(run.key)
    assert (ended.status, ended.error_type, ended.closed) == (status, "why", True)
    assert entries(platform.stores.events, run.key)[-1]["error_type"] == "why"


def test_a_success_that_broke_off_is_finished(platform: MemoryPlatform, run: Run) -> None:
    for task in platform.plan_run(run.key)["tasks"]:
        platform.research_task(run.key, task)
    platform.synthesize_run(run.key)
    platform.write_deliverable(run.key)
    platform.stores.runs.end(run.key, Outcome(RunStatus.SUCCEEDED), platform.clock.now())
    later(platform, minutes=2)
    assert kinds(platform.stores.events, run.key)[-1] == "done"
    assert platform.stores.runs.get(run.key).closed


def test_what_is_closed_is_never_looked_at_again(platform: MemoryPlatform, run: Run) -> None:
    platform.work(run)
    assert later(platform, days=2) == 0


def test_runs_of_all_tenants_are_looked_after(platform: MemoryPlatform, run: Run) -> None:
    theirs = platform.ask(a_caller("ten_b"))
    assert later(platform, minutes=31) == 2
    for each in (run, theirs):
        assert platform.stores.runs.get(each.key).status is RunStatus.FAILED


def test_a_run_that_cannot_be_ended_does_not_keep_others_from_it(
    platform: MemoryPlatform, run: Run
) -> None:
    """Its message is gone: no ending of it can come off."""
    broken = a_run("ten_a", created_at=run.created_at - timedelta(hours=1))
    platform.stores.runs.create(broken, [], None, None)
    with pytest.raises(ExceptionGroup):
        later(platform, minutes=31)
    assert platform.stores.runs.get(run.key).closed


def test_a_worker_that_comes_back_after_the_deadline_changes_nothing(
    platform: MemoryPlatform, run: Run
) -> None:
    platform.plan_run(run.key)
    later(platform, minutes=31)
    log = kinds(platform.stores.events, run.key)
    assert platform.work(run).error_type == "deadline_passed"
    assert kinds(platform.stores.events, run.key) == log
