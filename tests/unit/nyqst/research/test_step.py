"""Doing a step once: leases, fences, results that are taken over."""

from collections.abc import Callable
from typing import Any

import pytest

from nyqst.errors import Conflict, ModelFailed, NotFound, Superseded, Throttled
from nyqst.events.types.execution import UpdateSubagentCurrentAction
from nyqst.identity.model import Caller
from nyqst.research.model.run import Run, RunKey, RunStatus
from nyqst.research.step import Bench
from tests.builders import a_run
from tests.fakes.platform import MemoryPlatform
from tests.run_log import entries, kinds

Work = Callable[[Bench], dict[str, Any]]


@pytest.fixture
def run(platform: MemoryPlatform, caller: Caller) -> Run:
    return platform.ask(caller)


def say(bench: Bench, what: str) -> None:
    bench.events.emit(bench.announce.action("x", "p1", what))
    bench.events.flush()


def saying(what: str, **result: Any) -> Work:
    def work(bench: Bench) -> dict[str, Any]:
        say(bench, what)
        return result

    return work


def failing(error: Exception) -> Work:
    def work(_bench: Bench) -> dict[str, Any]:
        raise error

    return work


def said(platform: MemoryPlatform, run: Run) -> list[str]:
    log = entries(platform.stores.events, run.key)
    return [entry["current_action"] for entry in log if "current_action" in entry]


def test_a_step_is_done_and_its_result_kept(platform: MemoryPlatform, run: Run) -> None:
    assert platform.steps.do(run.key, "plan", saying("hello", n=1)) == {"n": 1}
    assert platform.steps.results(run.key) == {"plan": {"n": 1}}
    assert said(platform, run) == ["hello"]


def test_what_is_done_is_not_done_again(platform: MemoryPlatform, run: Run) -> None:
    platform.steps.do(run.key, "plan", saying("first", n=1))
    assert platform.steps.do(run.key, "plan", saying("second", n=2)) == {"n": 1}
    assert said(platform, run) == ["first"]


def test_what_waits_is_written_before_the_step_is_done(platform: MemoryPlatform, run: Run) -> None:
    def work(bench: Bench) -> dict[str, Any]:
        bench.events.emit(bench.announce.action("x", "p1", "unhurried"))
        return {}

    platform.steps.do(run.key, "plan", work)
    assert said(platform, run) == ["unhurried"]


def test_a_log_that_never_began_begins_now(platform: MemoryPlatform) -> None:
    run = platform.stores.runs.create(a_run("ten_a"), [], None, None)
    platform.steps.do(run.key, "plan", saying("hello"))
    assert kinds(platform.stores.events, run.key)[0] == "stream_start"


@pytest.mark.parametrize("error", [ModelFailed("No answer"), Throttled("Slow"), Conflict("No")])
def test_a_step_that_fails_says_why(
    platform: MemoryPlatform, run: Run, error: ModelFailed | Throttled | Conflict
) -> None:
    with pytest.raises(type(error)):
        platform.steps.do(run.key, "plan", failing(error))
    assert platform.steps.failures(run.key) == {"plan": error.code}


def test_a_step_that_failed_may_be_done_later(platform: MemoryPlatform, run: Run) -> None:
    with pytest.raises(ModelFailed):
        platform.steps.do(run.key, "plan", failing(ModelFailed("No answer")))
    assert platform.steps.do(run.key, "plan", saying("again", n=1)) == {"n": 1}
    assert platform.steps.failures(run.key) == {}


def test_a_defect_is_not_taken_for_a_failure(platform: MemoryPlatform, run: Run) -> None:
    with pytest.raises(KeyError):
        platform.steps.do(run.key, "plan", failing(KeyError("x")))
    assert platform.steps.failures(run.key) == {"plan": "unfinished"}


def test_a_worker_that_was_taken_over_cannot_finish(platform: MemoryPlatform, run: Run) -> None:
    def slow(_bench: Bench) -> dict[str, Any]:
        platform.steps.do(run.key, "plan", saying("quick", by="quick"))
        return {"by": "slow"}

    with pytest.raises(Superseded):
        platform.steps.do(run.key, "plan", slow)
    assert platform.steps.results(run.key) == {"plan": {"by": "quick"}}
    assert platform.steps.failures(run.key) == {}


def test_a_worker_that_was_taken_over_cannot_be_heard(platform: MemoryPlatform, run: Run) -> None:
    def slow(bench: Bench) -> dict[str, Any]:
        say(bench, "slow begins")
        platform.steps.do(run.key, "plan", saying("quick"))
        say(bench, "slow goes on")
        return {}

    with pytest.raises(Superseded):
        platform.steps.do(run.key, "plan", slow)
    assert said(platform, run) == ["slow begins", "quick"]


def test_workers_on_other_steps_do_not_disturb(platform: MemoryPlatform, run: Run) -> None:
    def one(bench: Bench) -> dict[str, Any]:
        say(bench, "one begins")
        platform.steps.do(run.key, "task:t02", saying("other"))
        say(bench, "one ends")
        return {}

    platform.steps.do(run.key, "task:t01", one)
    assert said(platform, run) == ["one begins", "other", "one ends"]


def test_nothing_is_begun_for_a_run_that_has_ended(
    platform: MemoryPlatform, caller: Caller, run: Run
) -> None:
    platform.cancel_run(caller, run.id)
    with pytest.raises(Superseded) as stop:
        platform.steps.do(run.key, "plan", saying("hello"))
    assert stop.value.code == "run_ended"
    assert platform.steps.failures(run.key) == {}


def test_a_worker_whose_run_is_cancelled_stops_at_its_next_word(
    platform: MemoryPlatform, caller: Caller, run: Run
) -> None:
    def slow(bench: Bench) -> dict[str, Any]:
        platform.cancel_run(caller, run.id)
        say(bench, "too late")
        return {}

    with pytest.raises(Superseded) as stop:
        platform.steps.do(run.key, "plan", slow)
    assert stop.value.code == "run_ended"
    assert kinds(platform.stores.events, run.key)[-1] == "ERROR"
    assert platform.stores.runs.get(run.key).status is RunStatus.CANCELLED


def test_an_unknown_run_has_no_steps(platform: MemoryPlatform) -> None:
    with pytest.raises(NotFound):
        platform.steps.do(RunKey("ten_a", "run_unknown"), "plan", saying("hello"))


def test_a_step_is_announced_as_its_own_run(platform: MemoryPlatform, run: Run) -> None:
    def work(bench: Bench) -> dict[str, Any]:
        action = bench.announce.action("x", "p1", "hello")
        assert isinstance(action, UpdateSubagentCurrentAction)
        return {"plan_set_id": action.plan_set_id, "attempt": bench.lease.attempt}

    assert platform.steps.do(run.key, "plan", work) == {"plan_set_id": run.id, "attempt": 1}
