"""More runs than the platform has places for, of tenants that compete for them."""

from collections.abc import Sequence

import pytest

from nyqst.errors import Unavailable
from nyqst.identity.model import Caller
from nyqst.identity.plan import PlanCode
from nyqst.metering.model.meter import ShardKey
from nyqst.research.model.run import Run, RunKey
from nyqst.research.model.turns import Turns
from nyqst.research.platform_places import PLATFORM
from tests.builders import a_caller
from tests.fakes.platform import MemoryPlatform

SMALL = a_caller("ten_a", plan=PlanCode.SANDBOX)
"""Two of its runs may work at once."""
LARGE = a_caller("ten_b", plan=PlanCode.PROFESSIONAL)
"""Three may, and it has four turns where the other has one."""


@pytest.fixture
def platform() -> MemoryPlatform:
    return MemoryPlatform(concurrent_runs=2)


def ask(platform: MemoryPlatform, caller: Caller, count: int = 1) -> list[Run]:
    asked = []
    for _ in range(count):
        platform.clock.move(seconds=1)
        asked.append(platform.ask(caller))
    return asked


def end(platform: MemoryPlatform, caller: Caller, *runs: Run) -> None:
    for run in runs:
        platform.cancel_run(caller, run.id)


def started(platform: MemoryPlatform, among: Sequence[Run]) -> list[int]:
    """Which of them, in the order in which they were."""
    ids = [run.id for run in among]
    return [ids.index(key.run_id) for key in platform.stores.workflow.started if key.run_id in ids]


def test_runs_beyond_the_places_of_the_platform_wait(platform: MemoryPlatform) -> None:
    runs = [*ask(platform, SMALL), *ask(platform, LARGE), *ask(platform, SMALL)]
    assert [run.dispatched for run in runs] == [True, True, False]


def test_a_run_that_waits_for_the_platform_holds_no_other_place(platform: MemoryPlatform) -> None:
    filling = ask(platform, LARGE, 2)
    ask(platform, SMALL, 3)
    end(platform, LARGE, *filling)
    assert platform.give_places() == 2


def test_a_place_of_the_platform_comes_free_with_its_run(platform: MemoryPlatform) -> None:
    first, _ = ask(platform, SMALL, 2)
    end(platform, SMALL, first)
    (run,) = ask(platform, LARGE)
    assert run.dispatched


def test_new_runs_do_not_overtake_tenants_that_wait(platform: MemoryPlatform) -> None:
    (first, _) = ask(platform, SMALL, 2)
    (waits,) = ask(platform, LARGE)
    end(platform, SMALL, first)
    (late,) = ask(platform, SMALL)
    assert not late.dispatched
    platform.give_places()
    assert started(platform, [waits, late]) == [0]


def test_the_reaper_gives_the_places_that_came_free(platform: MemoryPlatform) -> None:
    filling = ask(platform, SMALL, 2)
    waiting = ask(platform, LARGE, 3)
    end(platform, SMALL, *filling)
    platform.reap_runs()
    assert started(platform, waiting) == [0, 1]


def test_places_go_by_the_weight_of_the_plan(platform: MemoryPlatform) -> None:
    running = ask(platform, a_caller("ten_c"), 2)
    small, large = ask(platform, SMALL, 2), ask(platform, LARGE, 8)
    order = []
    for _ in range(10):
        done = running.pop(0)
        end(platform, a_caller(done.tenant_id), done)
        platform.give_places()
        key = platform.stores.workflow.started[-1]
        order.append(key.tenant_id)
        running.append(platform.stores.runs.get(key))
    assert order == ["ten_b"] * 3 + ["ten_a"] + ["ten_b"] * 4 + ["ten_a", "ten_b"]
    assert started(platform, small) == [0, 1]
    assert started(platform, large) == [*range(8)]


def test_a_tenant_at_its_own_limit_leaves_its_turn_to_the_others(platform: MemoryPlatform) -> None:
    platform.concurrent_runs = 3
    ask(platform, SMALL, 2)
    (filling,) = ask(platform, LARGE)
    (beyond,) = ask(platform, SMALL)
    (waits,) = ask(platform, LARGE)
    end(platform, LARGE, filling)
    platform.reap_runs()
    assert started(platform, [beyond, waits]) == [1]


def test_a_tenant_whose_runs_are_gone_waits_no_more(platform: MemoryPlatform) -> None:
    filling = ask(platform, SMALL, 2)
    (given_up,) = ask(platform, LARGE)
    end(platform, LARGE, given_up)
    end(platform, SMALL, *filling)
    assert platform.give_places() == 0
    assert not platform.stores.tenant_queue.anyone()


def test_when_nobody_waits_any_more_all_turns_are_forgotten(platform: MemoryPlatform) -> None:
    filling = ask(platform, SMALL, 2)
    ask(platform, LARGE)
    end(platform, SMALL, *filling)
    assert platform.give_places() == 1
    platform.give_places()
    assert platform.stores.tenant_queue.read().turns == Turns()
    (run,) = ask(platform, SMALL)
    assert run.dispatched


def test_the_place_of_a_run_that_nobody_ends_comes_back(platform: MemoryPlatform) -> None:
    ask(platform, SMALL, 2)
    waiting = ask(platform, LARGE, 2)
    platform.clock.move(minutes=41)
    platform.give_places()
    assert started(platform, waiting) == [0, 1]


def test_the_position_in_the_queue_is_the_one_among_the_tenants_own(
    platform: MemoryPlatform,
) -> None:
    ask(platform, SMALL, 2)
    waiting = [*ask(platform, LARGE, 2), *ask(platform, SMALL)]
    assert [platform.dispatch_runs.position(run) for run in waiting] == [1, 2, 1]


def test_a_turn_that_fails_counts_so_that_the_next_tenant_has_its_own(
    platform: MemoryPlatform,
) -> None:
    filling = ask(platform, SMALL, 2)
    (unlucky,) = ask(platform, a_caller("ten_c", plan=PlanCode.PROFESSIONAL))
    ask(platform, a_caller("ten_d", plan=PlanCode.PROFESSIONAL))
    end(platform, SMALL, *filling)
    platform.stores.workflow.down = True
    with pytest.raises(Unavailable):
        platform.give_places()
    platform.stores.workflow.down = False
    platform.give_places()
    assert platform.stores.workflow.started[-1].tenant_id == "ten_d"
    assert platform.stores.runs.get(RunKey("ten_c", unlucky.id)).dispatched


def test_without_a_limit_nothing_is_counted_and_nobody_waits() -> None:
    platform = MemoryPlatform()
    ask(platform, SMALL, 4)
    ask(platform, LARGE, 4)
    assert not platform.stores.tenant_queue.anyone()
    assert platform.stores.meters.shard(ShardKey(PLATFORM, 0)) is None
    assert platform.give_places() == 0
