"""More runs than a tenant has places for."""

from dataclasses import replace

import pytest

from nyqst.errors import Conflict, NotFound
from nyqst.identity.manage_workspaces import Alteration, Workspaces
from nyqst.identity.model import Caller
from nyqst.identity.model.tenant import TenantStatus
from nyqst.identity.model.workspace import Project
from nyqst.identity.plan import PlanCode
from nyqst.identity.records import Added, Changed
from nyqst.research.model.run import Run, RunStatus
from tests.builders import a_caller, a_tenant
from tests.fakes.platform import MemoryPlatform


@pytest.fixture
def caller() -> Caller:
    """Of a plan with five places, three of them for one user."""
    return a_caller("ten_a", plan=PlanCode.PROFESSIONAL)


@pytest.fixture
def platform() -> MemoryPlatform:
    return MemoryPlatform()


def ask(platform: MemoryPlatform, caller: Caller, count: int) -> list[Run]:
    asked = []
    for _ in range(count):
        platform.clock.move(seconds=1)
        asked.append(platform.ask(caller))
    return asked


def started(platform: MemoryPlatform) -> list[str]:
    return [key.run_id for key in platform.stores.workflow.started]


def test_runs_beyond_the_places_of_a_user_wait(platform: MemoryPlatform, caller: Caller) -> None:
    runs = ask(platform, caller, 5)
    assert [run.dispatched for run in runs] == [True, True, True, False, False]
    assert started(platform) == [run.id for run in runs[:3]]


def test_runs_beyond_the_places_of_the_tenant_wait(
    platform: MemoryPlatform, caller: Caller
) -> None:
    first = ask(platform, caller, 3)
    second = ask(platform, replace(caller, user_id="usr_b"), 3)
    assert started(platform) == [run.id for run in (*first, *second[:2])]


def test_a_user_with_all_places_does_not_hold_up_the_others(
    platform: MemoryPlatform, caller: Caller
) -> None:
    ask(platform, caller, 4)
    (other,) = ask(platform, replace(caller, user_id="usr_b"), 1)
    assert other.dispatched


def test_its_position_in_the_queue_is_told(platform: MemoryPlatform, caller: Caller) -> None:
    runs = ask(platform, caller, 5)
    positions = [platform.dispatch_runs.position(run) for run in runs]
    assert positions == [None, None, None, 1, 2]


def test_a_place_that_comes_free_goes_to_who_has_waited_longest(
    platform: MemoryPlatform, caller: Caller
) -> None:
    runs = ask(platform, caller, 5)
    platform.cancel_run(caller, runs[0].id)
    platform.clock.move(minutes=1)
    platform.reap_runs()
    assert started(platform) == [run.id for run in runs[:4]]


def test_nobody_overtakes_who_waits(platform: MemoryPlatform, caller: Caller) -> None:
    runs = ask(platform, caller, 4)
    platform.cancel_run(caller, runs[0].id)
    (late,) = ask(platform, caller, 1)
    assert not late.dispatched
    assert started(platform) == [run.id for run in runs]


def test_the_runs_of_a_suspended_tenant_wait_until_it_is_let_in_again(
    platform: MemoryPlatform, caller: Caller
) -> None:
    first, *_, waiting = ask(platform, caller, 4)
    tenant = a_tenant(caller.tenant_id)
    suspended = replace(tenant, status=TenantStatus.SUSPENDED)
    platform.stores.records.commit(Added(suspended))
    platform.close_run(first.key, RunStatus.CANCELLED)
    platform.clock.move(minutes=1)
    platform.reap_runs()
    assert platform.stores.runs.get(waiting.key).waits
    platform.stores.records.commit(Changed(suspended, tenant))
    platform.clock.move(minutes=1)
    platform.reap_runs()
    assert platform.stores.runs.get(waiting.key).dispatched


def test_waiting_does_not_count_against_the_deadline(
    platform: MemoryPlatform, caller: Caller
) -> None:
    runs = ask(platform, caller, 4)
    platform.clock.move(hours=2)
    for run in runs[:3]:
        platform.cancel_run(caller, run.id)
    platform.reap_runs()
    waited = platform.stores.runs.get(runs[3].key)
    assert waited.dispatched
    assert waited.deadline > platform.clock.now()


def test_the_place_of_a_run_that_nobody_ends_comes_back(
    platform: MemoryPlatform, caller: Caller
) -> None:
    runs = ask(platform, caller, 4)
    platform.clock.move(minutes=31)
    platform.reap_runs()
    platform.reap_runs()
    assert platform.stores.runs.get(runs[0].key).status is RunStatus.FAILED
    assert platform.stores.runs.get(runs[3].key).dispatched


def test_a_waiting_run_can_be_cancelled(platform: MemoryPlatform, caller: Caller) -> None:
    runs = ask(platform, caller, 4)
    platform.cancel_run(caller, runs[3].id)
    assert platform.stores.runs.waiting("ten_a") == ()
    assert runs[3].id not in started(platform)


def test_tenants_do_not_wait_for_each_other(platform: MemoryPlatform, caller: Caller) -> None:
    ask(platform, caller, 4)
    (other,) = ask(platform, replace(caller, tenant_id="ten_b"), 1)
    assert other.dispatched


def a_project(platform: MemoryPlatform, caller: Caller, limit: int | None = 1) -> str:
    workspaces = Workspaces(platform.stores.records, platform.clock, caller)
    project = Project("ten_a", "prj_1", "default", "Ferries", "usr_a", platform.clock.now())
    platform.stores.records.commit(Added(project))
    return workspaces.limit(project.id, limit).id


def test_runs_beyond_the_places_of_a_project_wait(platform: MemoryPlatform, caller: Caller) -> None:
    project_id = a_project(platform, caller)
    first = platform.ask(caller, project_id=project_id)
    second = platform.ask(caller, project_id=project_id)
    other = platform.ask(caller)
    assert [run.dispatched for run in (first, second, other)] == [True, False, True]


def test_a_run_that_found_its_project_full_holds_no_other_place(
    platform: MemoryPlatform, caller: Caller
) -> None:
    project_id = a_project(platform, caller)
    for _ in range(3):
        platform.ask(caller, project_id=project_id)
    others = [platform.ask(caller) for _ in range(2)]
    assert all(run.dispatched for run in others)


def test_the_place_in_a_project_comes_free_with_its_run(
    platform: MemoryPlatform, caller: Caller
) -> None:
    project_id = a_project(platform, caller)
    first = platform.ask(caller, project_id=project_id)
    second = platform.ask(caller, project_id=project_id)
    platform.cancel_run(caller, first.id)
    platform.dispatch_runs("ten_a")
    assert platform.stores.runs.get(second.key).dispatched


def test_the_place_of_a_run_that_is_never_heard_of_again_comes_back(
    platform: MemoryPlatform, caller: Caller
) -> None:
    project_id = a_project(platform, caller)
    platform.ask(caller, project_id=project_id)
    second = platform.ask(caller, project_id=project_id)
    platform.clock.move(minutes=41)
    platform.dispatch_runs("ten_a")
    assert platform.stores.runs.get(second.key).dispatched


def test_a_higher_limit_lets_the_next_one_in(platform: MemoryPlatform, caller: Caller) -> None:
    project_id = a_project(platform, caller)
    platform.ask(caller, project_id=project_id)
    second = platform.ask(caller, project_id=project_id)
    Workspaces(platform.stores.records, platform.clock, caller).limit(project_id, 2)
    platform.dispatch_runs("ten_a")
    assert platform.stores.runs.get(second.key).dispatched


def test_a_project_of_another_workspace_is_not_there(
    platform: MemoryPlatform, caller: Caller
) -> None:
    project_id = a_project(platform, caller, None)
    elsewhere = replace(caller, workspace_id="wsp_2")
    with pytest.raises(NotFound) as refused:
        platform.ask(elsewhere, project_id=project_id)
    assert refused.value.code == "project_not_found"


def test_no_run_is_for_an_archived_project(platform: MemoryPlatform, caller: Caller) -> None:
    project_id = a_project(platform, caller, None)
    workspaces = Workspaces(platform.stores.records, platform.clock, caller)
    workspaces.alter(Project, project_id, Alteration(archived=True))
    with pytest.raises(Conflict) as refused:
        platform.ask(caller, project_id=project_id)
    assert refused.value.code == "project_archived"
