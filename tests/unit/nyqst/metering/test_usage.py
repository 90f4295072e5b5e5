"""The ledger as its tenant reads it."""

from datetime import timedelta

import pytest

from nyqst.errors import InvalidInput
from nyqst.identity.model.tenant import Allowance
from nyqst.identity.plan import PlanCode
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.model.feature import Feature
from nyqst.metering.model.reservation import LedgerEntry
from nyqst.metering.usage import Usage, Wanted
from nyqst.paging import cursor_behind
from tests.unit.nyqst.metering.gate import PROFESSIONAL, Gate


def test_entries_of_a_period_are_listed_over_all_shards(gate: Gate) -> None:
    for permit in gate.fill(12, plan=PlanCode.TEAM):
        gate.meters.settlement.commit(permit.reservation, 1)
    usage = Usage(builtin_catalog, gate.meters.store, gate.meters.clock)
    today = gate.meters.clock.now().date()
    listed: list[LedgerEntry] = []
    cursor: str | None = None
    while cursor is not None or not listed:
        wanted = Wanted(today, today, 5, cursor)
        page = usage.entries("ten_a", PlanCode.TEAM, Feature.RESEARCH_RUN, wanted)
        listed += page.items
        cursor = page.next_cursor
    assert sorted({entry.reservation_id for entry in listed}) == [
        f"run_{number:02}" for number in range(1, 13)
    ]
    assert len(listed) == 12


def test_an_entry_is_not_shown_after_thirteen_months_though_it_still_stands(gate: Gate) -> None:
    gate.meters.settlement.commit(gate.ask().reservation, 1)
    gate.meters.clock.move(hours=1)
    gate.meters.settlement.commit(gate.ask().reservation, 1)
    usage = Usage(builtin_catalog, gate.meters.store, gate.meters.clock)
    day = gate.meters.clock.now().date()

    def listed() -> list[str]:
        wanted = Wanted(day, day, 5)
        page = usage.entries("ten_a", PlanCode.SANDBOX, Feature.RESEARCH_RUN, wanted)
        return [entry.reservation_id for entry in page.items]

    gate.meters.clock.move(days=399)
    assert listed() == ["run_01", "run_02"]
    gate.meters.clock.move(hours=23.5)
    assert listed() == ["run_02"]
    gate.meters.clock.move(hours=1)
    assert listed() == []


def test_when_a_limit_will_be_reached_goes_by_what_is_used_so_far(gate: Gate) -> None:
    for permit in gate.fill(8):
        gate.meters.settlement.commit(permit.reservation, 1)
    (runs,) = (each for each in gate.usage() if each.feature is Feature.RESEARCH_RUN)
    start, now = runs.period.starts_at, gate.meters.clock.now()
    assert runs.as_of == now
    assert runs.exhausted_at == runs.included_exhausted_at
    assert runs.exhausted_at is not None
    assert abs(runs.exhausted_at - (start + (now - start) * 10 / 8)) < timedelta(milliseconds=1)


def test_of_a_plan_that_goes_on_only_what_is_included_is_foreseen_to_end(gate: Gate) -> None:
    for permit in gate.fill(190, **PROFESSIONAL):
        gate.meters.settlement.commit(permit.reservation, 1)
    usage = gate.usage(PlanCode.PROFESSIONAL)
    (runs,) = (each for each in usage if each.feature is Feature.RESEARCH_RUN)
    assert (runs.exhausted_at, runs.overage) == (None, 0)
    assert runs.included_exhausted_at is not None


def test_nothing_is_used_of_a_meter_that_has_not_begun(gate: Gate) -> None:
    assert {each.balance.used for each in gate.usage()} == {0}
    assert {each.balance.remaining for each in gate.usage()} == {10, 500_000}


def test_the_operators_word_counts_until_it_has_passed(gate: Gate) -> None:
    word = {"research_run": Allowance(50, until=gate.meters.clock.now() + timedelta(hours=1))}
    usage = Usage(builtin_catalog, gate.meters.store, gate.meters.clock)

    def limit() -> int:
        told = usage.of("ten_a", PlanCode.SANDBOX, word)
        return next(each.balance.limit for each in told if each.feature is Feature.RESEARCH_RUN)

    assert limit() == 50
    gate.meters.clock.move(hours=1)
    assert limit() == 10


def test_a_feature_that_is_not_counted_has_no_entries(gate: Gate) -> None:
    usage = Usage(builtin_catalog, gate.meters.store, gate.meters.clock)
    day = gate.meters.clock.now().date()
    page = usage.entries("ten_a", PlanCode.TEAM, Feature.SUPER_REPORT, Wanted(day, day, 5))
    assert (page.items, page.next_cursor) == ((), None)


def test_of_days_in_which_nothing_was_counted_there_are_no_entries(gate: Gate) -> None:
    usage = Usage(builtin_catalog, gate.meters.store, gate.meters.clock)
    day = gate.meters.clock.now().date()
    page = usage.entries("ten_a", PlanCode.TEAM, Feature.RESEARCH_RUN, Wanted(day, day, 5))
    assert (page.items, page.next_cursor) == ((), None)


def test_a_page_ends_where_it_is_full_though_its_shard_does_not(gate: Gate) -> None:
    for permit in gate.fill(9):
        gate.meters.settlement.commit(permit.reservation, 1)
    usage = Usage(builtin_catalog, gate.meters.store, gate.meters.clock)
    day = gate.meters.clock.now().date()
    sizes: list[int] = []
    cursor: str | None = None
    while len(sizes) < 4:
        wanted = Wanted(day, day, 4, cursor)
        page = usage.entries("ten_a", PlanCode.SANDBOX, Feature.RESEARCH_RUN, wanted)
        sizes.append(len(page.items))
        cursor = page.next_cursor
        if cursor is None:
            break
    assert sizes == [4, 4, 1]


@pytest.mark.parametrize("place", ["2026-11", "2026-11|0|run_01", "2026-11|one|run_01|0"])
def test_a_cursor_that_was_made_up_is_refused(gate: Gate, place: str) -> None:
    usage = Usage(builtin_catalog, gate.meters.store, gate.meters.clock)
    day = gate.meters.clock.now().date()
    made_up = cursor_behind(f"ten_a research_run {day} {day}", place)
    with pytest.raises(InvalidInput) as refused:
        usage.entries("ten_a", PlanCode.SANDBOX, Feature.RESEARCH_RUN, Wanted(day, day, 5, made_up))
    assert refused.value.code == "invalid_cursor"
