from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from nyqst.metering.model.meter import Meter, ShardKey
from nyqst.metering.model.reservation import Ending, LedgerEntry
from nyqst.metering.model.tally import Figures, Group, Tally, tallies_of
from tests.fakes.tally_store import MemoryTallyStore
from tests.unit.nyqst.metering.meters import METER, Meters

KEY = ShardKey(METER, 0)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
FACTS = {"user": "usr_a", "project": "prj_1", "model_class": "standard"}
TOLD: dict[str, Any] = {"input_tokens": 30, "output_tokens": 12, "cost_micros": 500}


def entry(quantity: int, number: int = 0, at: datetime = NOON, **facts: Any) -> LedgerEntry:
    ending = Ending.LATE if number else Ending.COMMITTED
    return LedgerEntry("run_1", number, ending, quantity, quantity, at, "t", {**FACTS, **facts})


def only(tallies: tuple[Tally, ...]) -> Figures:
    (tally,) = tallies
    return sum(tally.groups.values(), Figures())


def test_an_entry_counts_for_its_user_project_and_model_class() -> None:
    (tally,) = tallies_of(KEY, [entry(42, **TOLD)])
    assert (tally.day, tally.entries) == (date(2026, 11, 25), 1)
    group = Group("usr_a", "prj_1", "standard")
    assert tally.groups == {group: Figures(42, 1, 30, 12, 500)}


def test_what_an_entry_does_not_say_is_nobodys() -> None:
    (tally,) = tallies_of(KEY, [replace(entry(1), facts={})])
    assert tally.groups == {Group(): Figures(1, 1)}


def test_a_late_entry_adds_what_the_first_did_not_know() -> None:
    late = entry(8, 1, input_tokens=36, output_tokens=14, cost_micros=600)
    assert only(tallies_of(KEY, [entry(42, **TOLD), late])) == Figures(50, 1, 36, 14, 600)


def test_a_late_entry_without_totals_takes_nothing_back() -> None:
    assert only(tallies_of(KEY, [entry(42, **TOLD), entry(8, 1)])) == Figures(50, 1, 30, 12, 500)


def test_what_comes_after_the_period_counts_on_its_last_day() -> None:
    days = [tally.day for tally in tallies_of(KEY, [entry(1, at=NOON + timedelta(days=9))])]
    assert days == [date(2026, 11, 30)]


def test_a_clock_that_is_behind_does_not_count_into_the_period_before() -> None:
    days = [tally.day for tally in tallies_of(KEY, [entry(1, at=NOON - timedelta(days=30))])]
    assert days == [date(2026, 11, 1)]


def test_the_meter_of_a_day_has_that_day_only() -> None:
    key = ShardKey(Meter("ten_a", "llm_tokens", "2026-11-24"), 0)
    assert [tally.day for tally in tallies_of(key, [entry(1)])] == [date(2026, 11, 24)]


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["reserve", "note", "commit", "release", "late", "expire", "sweep"]),
        st.integers(0, 4),
        st.integers(0, 3),
    ),
    max_size=40,
)


@given(_STEPS)
def test_tallies_are_the_fold_of_the_ledger_whatever_happened_in_which_order(
    steps: list[tuple[str, int, int]],
) -> None:
    meters = Meters()
    taken = {}
    for step, unit, amount in steps:
        id_ = f"run_{unit}"
        if step == "sweep":
            meters.sweep()
        elif step == "expire":
            meters.clock.move(hours=9)
        elif id_ not in taken:
            taken[id_] = meters.reserve(id_, 1, facts={"user": f"usr_{unit % 2}"})
        elif step == "note":
            meters.settlement.note(taken[id_], amount)
        elif step == "release":
            meters.settlement.release(taken[id_])
        else:
            meters.settlement.commit(taken[id_], amount, {"user": "usr_0", "cost_micros": amount})
    meters.clock.move(hours=1)
    meters.sweep()
    kept = meters.tallies.between("ten_a", "research_run", date.min, date.max)
    assert kept == tallies_of(KEY, meters.store.entries(KEY))
    assert sum(f.quantity for t in kept for f in t.groups.values()) == meters.balance.used


def test_an_older_reading_of_the_ledger_does_not_replace_a_newer_one() -> None:
    store = MemoryTallyStore()
    older = tallies_of(KEY, [entry(42, **TOLD)])
    newer = tallies_of(KEY, [entry(42, **TOLD), entry(8, 1)])
    for tally in (*newer, *older):
        store.keep(tally)
    assert store.between("ten_a", "research_run", date.min, date.max) == newer


def test_a_tally_knows_of_how_many_entries_of_its_day_it_is() -> None:
    told = [entry(1), entry(1, 1), replace(entry(1), reservation_id="run_2")]
    later = replace(entry(1, at=NOON + timedelta(days=1)), reservation_id="run_3")
    assert [each.entries for each in tallies_of(KEY, [*told, later])] == [3, 1]


def test_what_is_known_of_one_run_is_not_known_of_the_next() -> None:
    other = replace(entry(1, **TOLD), reservation_id="run_2")
    assert only(tallies_of(KEY, [entry(1, **TOLD), other])) == Figures(2, 2, 60, 24, 1_000)
