"""Runs that are asked for while metering does not answer, and twice at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from nyqst.errors import Unavailable
from nyqst.identity.model import Caller
from nyqst.identity.model.tenant import Enforcement
from nyqst.identity.plan import PlanCode
from nyqst.metering.model.decision import Decided, Outcome, Reason, Waiver
from nyqst.metering.model.feature import OnFailure
from nyqst.metering.model.meter import Balance
from nyqst.metering.model.recount import agrees
from nyqst.metering.model.reservation import Ending, LedgerEntry
from nyqst.research.model.run import Run, RunStatus
from nyqst.research.model.usage import Usage
from nyqst.research.start_run import RunRequest
from tests.builders import a_caller, once
from tests.fakes.platform import MemoryPlatform
from tests.fakes.silent import AnswersLost, Silent


@pytest.fixture
def caller() -> Caller:
    return a_caller("ten_a", plan=PlanCode.SANDBOX)


@pytest.fixture
def open_platform(platform: MemoryPlatform) -> MemoryPlatform:
    catalog = platform.catalog()
    features = {
        feature: replace(terms, on_failure=OnFailure.OPEN)
        for feature, terms in catalog.features.items()
    }
    opened = replace(catalog, features=features)
    platform.catalog = lambda: opened
    return platform


def silence(platform: MemoryPlatform) -> Any:
    """What it is that does not answer any more."""
    stores = platform.stores
    silent = stores.meters, stores.decisions
    stores.meters, stores.decisions = Silent(silent[0]), Silent(silent[1])  # type: ignore[assignment]
    return silent


def restore(platform: MemoryPlatform, silent: Any) -> None:
    platform.stores.meters, platform.stores.decisions = silent


def started_in_silence(platform: MemoryPlatform, caller: Caller) -> Run:
    silent = silence(platform)
    run = platform.ask(caller)
    restore(platform, silent)
    return run


def started_with_a_lost_answer(platform: MemoryPlatform, caller: Caller) -> Run:
    """Behind one that was cancelled, so that the month has begun."""
    platform.cancel_run(caller, platform.ask(caller).id)
    platform.clock.move(seconds=1)
    meters = platform.stores.meters
    platform.stores.meters = AnswersLost(meters, "hold")  # type: ignore[assignment]
    run = platform.ask(caller)
    platform.stores.meters = meters
    return run


def work(platform: MemoryPlatform, run: Run) -> Run:
    platform.dispatch_runs(run.tenant_id)
    return platform.work(run)


def decided(platform: MemoryPlatform) -> tuple[Decided, ...]:
    return platform.stores.decisions.list("ten_a", 10, None).items


def entries(platform: MemoryPlatform) -> list[LedgerEntry]:
    meters = platform.stores.meters
    shards = [each for each in meters.every_shard() if each.key.meter.name == "research_run"]
    assert all(agrees(shard, meters.entries(shard.key)) for shard in shards)
    return [entry for shard in shards for entry in meters.entries(shard.key)]


def balance(platform: MemoryPlatform) -> Balance:
    shards = platform.stores.meters.every_shard()
    (found,) = [each.balance for each in shards if each.key.meter.name == "research_run"]
    return found


def test_what_is_closed_is_refused_and_leaves_nothing(
    platform: MemoryPlatform, caller: Caller
) -> None:
    silent = silence(platform)
    with pytest.raises(Unavailable) as refused:
        platform.ask(caller)
    restore(platform, silent)
    assert refused.value.code == "metering_unavailable"
    assert platform.stores.runs.list("ten_a", 10, None).items == ()
    assert decided(platform) == ()


def test_what_is_open_is_let_through_and_counted_when_it_settles(
    open_platform: MemoryPlatform, caller: Caller
) -> None:
    run = work(open_platform, started_in_silence(open_platform, caller))
    assert run.status is RunStatus.SUCCEEDED
    (entry,) = entries(open_platform)
    assert (entry.reservation_id, entry.ending, entry.quantity) == (run.id, Ending.LATE, 1)
    assert balance(open_platform) == Balance(10, 9, used=1)


def test_what_was_let_through_is_on_record_as_soon_as_it_can_be(
    open_platform: MemoryPlatform, caller: Caller
) -> None:
    run = started_in_silence(open_platform, caller)
    assert decided(open_platform) == ()
    work(open_platform, run)
    (kept,) = decided(open_platform)
    assert (kept.subject, kept.at) == (run.id, run.created_at)
    assert (kept.decision.outcome, kept.decision.reason) == (
        Outcome.LET_THROUGH,
        Reason.METERING_UNAVAILABLE,
    )
    assert kept.decision.waived_by is Waiver.ON_FAILURE


def test_a_run_that_settles_twice_is_counted_once(
    open_platform: MemoryPlatform, caller: Caller
) -> None:
    run = work(open_platform, started_in_silence(open_platform, caller))
    for _ in range(2):
        open_platform.run_admission.settle(run, {}, Usage())
    assert balance(open_platform).used == 1
    assert len(decided(open_platform)) == 1


def test_a_failed_run_that_was_let_through_costs_nothing(
    open_platform: MemoryPlatform, caller: Caller
) -> None:
    run = started_in_silence(open_platform, caller)
    open_platform.cancel_run(caller, run.id)
    (entry,) = entries(open_platform)
    assert (entry.quantity, balance(open_platform).used) == (0, 0)


def test_it_counts_in_the_month_in_which_it_was_let_through(
    open_platform: MemoryPlatform, caller: Caller
) -> None:
    open_platform.clock.instant = datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC)
    run = started_in_silence(open_platform, caller)
    open_platform.clock.move(seconds=2)
    work(open_platform, run)
    (shard,) = [
        each
        for each in open_platform.stores.meters.every_shard()
        if each.key.meter.name == "research_run"
    ]
    assert (shard.key.meter.period, shard.balance.used) == ("2026-11", 1)


def test_a_hold_whose_answer_was_lost_is_not_counted_beside_the_use(
    open_platform: MemoryPlatform, caller: Caller
) -> None:
    run = started_with_a_lost_answer(open_platform, caller)
    assert balance(open_platform).held == 1
    work(open_platform, run)
    assert balance(open_platform) == Balance(10, 8, held=1, used=1)
    open_platform.clock.move(days=2)
    open_platform.sweep_meters()
    assert balance(open_platform) == Balance(10, 9, used=1)
    assert [each.quantity for each in entries(open_platform)] == [0, 1]


def test_a_hold_that_expired_first_is_followed_by_the_use(
    open_platform: MemoryPlatform, caller: Caller
) -> None:
    run = started_with_a_lost_answer(open_platform, caller)
    open_platform.clock.move(days=2)
    open_platform.sweep_meters()
    open_platform.dispatch_runs("ten_a")
    open_platform.work(run)
    assert [(each.ending, each.quantity) for each in entries(open_platform)] == [
        (Ending.COMMITTED, 0),
        (Ending.EXPIRED, 0),
        (Ending.LATE, 1),
    ]
    assert balance(open_platform) == Balance(10, 9, used=1)


def test_an_ending_waits_for_metering_to_come_back(
    open_platform: MemoryPlatform, caller: Caller
) -> None:
    run = started_in_silence(open_platform, caller)
    silent = silence(open_platform)
    with pytest.raises(Unavailable):
        open_platform.close_run(run.key, RunStatus.CANCELLED)
    assert not open_platform.stores.runs.get(run.key).closed
    restore(open_platform, silent)
    assert open_platform.close_run(run.key, RunStatus.CANCELLED).closed
    assert len(entries(open_platform)) == 1


def test_reading_does_not_need_metering(platform: MemoryPlatform, caller: Caller) -> None:
    run = platform.work(platform.ask(caller))
    silence(platform)
    assert platform.stores.runs.get(run.key) == run
    assert platform.dispatch_runs.position(run) is None
    assert platform.chats(caller).messages(run.chat_id, 10, None).items


def test_an_observed_tenants_model_calls_are_not_limited_by_the_day(
    platform: MemoryPlatform, caller: Caller
) -> None:
    limited = platform.ask(caller)
    observed = platform.ask(replace(caller, enforcement=Enforcement.OBSERVE))
    assert (limited.limited, observed.limited) == (True, False)


def test_the_same_request_twice_at_once_is_one_run_and_one_unit(
    platform: MemoryPlatform, caller: Caller
) -> None:
    request = RunRequest("How many ferries?")
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(platform.start_run, caller, request, once()) for _ in range(8)]
    assert len({each.result().id for each in asked}) == 1
    assert balance(platform).held == 1
    assert all(each.decision.outcome is Outcome.PERMITTED for each in decided(platform))


def test_a_clock_that_is_ahead_counts_in_the_period_that_it_sees(
    platform: MemoryPlatform, caller: Caller
) -> None:
    platform.clock.instant = datetime(2026, 11, 30, 23, 59, 58, tzinfo=UTC)
    platform.ask(caller)
    platform.clock.move(seconds=5)
    platform.ask(caller)
    platform.clock.move(seconds=-4)
    platform.ask(caller)
    counted = {
        shard.key.meter.period: shard.balance.held
        for shard in platform.stores.meters.every_shard()
        if shard.key.meter.name == "research_run"
    }
    assert counted == {"2026-11": 2, "2026-12": 1}
    assert [each.seen.counted.period for each in sorted(decided(platform), key=lambda d: d.at)] == [
        "2026-11",
        "2026-11",
        "2026-12",
    ]
