"""The platform's places over AWS: taken by who starts a run, given by the reaper."""

from dataclasses import replace

import pytest

from nyqst.bootstrap import Platform
from nyqst.identity.model import Caller
from nyqst.identity.plan import PlanCode
from nyqst.research.model.run import Run
from nyqst.research.start_run import RunRequest
from tests.builders import a_caller

REQUEST = RunRequest("How is the company?", scenario="happy_path")


@pytest.fixture
def narrow(services: Platform) -> Platform:
    """A stage with one place."""
    return Platform(replace(services.settings, concurrent_runs="1"), services.clock)


def ask(platform: Platform, caller: Caller) -> Run:
    return platform.start_run(caller, REQUEST, None)


def next_started(platform: Platform, after: Run, waiting: list[Run]) -> Run:
    """When the one before has ended and the reaper has come."""
    platform.cancel_run(a_caller(after.tenant_id), after.id)
    assert platform.reap_runs.give_places() == 1
    waiting[:] = [platform.runs.get(run.key) for run in waiting]
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
