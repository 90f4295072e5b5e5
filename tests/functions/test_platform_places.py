"""The platform's places over AWS: who starts a run takes one, the reaper gives what comes free."""

from dataclasses import replace

import pytest

from nyqst.bootstrap import Platform, platform
from nyqst.errors import OutOfBounds
from nyqst.identity.model import Caller
from nyqst.identity.plan import PlanCode
from nyqst.isolation.acting import acting_for
from nyqst.research.model.run import Run, RunStatus
from nyqst.research.start_run import RunRequest
from tests.builders import a_caller
from tests.iam.guard import Guard, running

REQUEST = RunRequest("How is the company?", scenario="happy_path")


@pytest.fixture
def narrow(services: Platform, guard: Guard) -> Platform:
    """A stage with one place, as its functions see it."""
    told = replace(platform().settings, concurrent_runs="1")
    parts = Platform(told, services.clock)
    guard.watch(parts.client.of_tenants)
    return parts


def ask(parts: Platform, caller: Caller) -> Run:
    with running("Api"), acting_for(caller.tenant_id):
        return parts.research.start_run(caller, REQUEST, None)


def next_started(parts: Platform, after: Run, waiting: list[Run]) -> Run:
    """When the one before has ended and the reaper has come."""
    with running("CloseRun"), acting_for(after.tenant_id):
        parts.research.close_run(after.key, RunStatus.CANCELLED)
    with running("ReapRuns"):
        assert parts.research.reap_runs.give_places() == 1
        waiting[:] = [parts.research.runs.get(run.key) for run in waiting]
    (started,) = [run for run in waiting if run.dispatched]
    waiting.remove(started)
    return started


def test_the_next_places_go_to_the_heavier_plan_and_the_other_has_its_own(narrow: Platform) -> None:
    small = a_caller("ten_small", plan=PlanCode.SANDBOX)
    large = a_caller("ten_large", plan=PlanCode.ENTERPRISE)
    run = ask(narrow, small)
    waiting = [ask(narrow, caller) for caller in (small, large, large)]
    assert run.dispatched
    assert not any(one.dispatched for one in waiting)
    order = []
    for _ in range(3):
        run = next_started(narrow, run, waiting)
        order.append(run.tenant_id)
    assert order == ["ten_large", "ten_large", "ten_small"]


def test_who_acts_for_a_tenant_cannot_see_who_else_waits(narrow: Platform) -> None:
    with running("Api"), acting_for("ten_small"), pytest.raises(OutOfBounds):
        narrow.research.tenant_queue.read()
