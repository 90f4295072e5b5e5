"""The ledger as its tenant reads it."""

from nyqst.identity.plan import PlanCode
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.model.feature import Feature
from nyqst.metering.model.reservation import LedgerEntry
from nyqst.metering.usage import Usage, Wanted
from tests.unit.nyqst.metering.gate import Gate


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
