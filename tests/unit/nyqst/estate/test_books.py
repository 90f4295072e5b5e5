import pytest

from nyqst.estate.books import Books
from nyqst.estate.model import OwnedRow
from nyqst.metering import rows
from nyqst.metering.model.meter import Cut, Meter, ShardKey
from nyqst.metering.model.reservation import LedgerEntry
from nyqst.metering.model.tally import tallies_of
from nyqst.metering.reserve import Reserve
from nyqst.storage.expressions import plain
from tests.unit.nyqst.metering.meters import LIFETIME, Meters

TOKENS = ShardKey(Meter("ten_a", "llm_tokens", "2026-11-20"), 0)


@pytest.fixture
def meters() -> Meters:
    return Meters(cut=Cut(1_000))


def use(meters: Meters, key: ShardKey, id_: str, **totals: int) -> None:
    """Told at its end, and again by a worker that comes late and knows of twice as much."""
    reserve = Reserve(meters.store, meters.settlement, meters.clock)
    taken = reserve(key.meter, meters.cut, id_, 10, LIFETIME, {})
    meters.settlement.commit(taken, 10, totals)
    meters.settlement.commit(taken, 20, {name: 2 * total for name, total in totals.items()})


def owned(key: ShardKey, entry: LedgerEntry) -> OwnedRow:
    row = plain(rows.entry_item(key, entry))
    return OwnedRow("usage", (row["pk"], row["sk"]), row)


def booked(meters: Meters, key: ShardKey) -> dict[str, int]:
    totals: dict[str, int] = {}
    for entry in meters.store.entries(key):
        for name, figure in Books(meters.store).figures(owned(key, entry)).items():
            totals[name] = totals.get(name, 0) + figure
    return totals


def test_the_cost_that_a_late_entry_repeats_is_counted_once_as_analytics_do(
    meters: Meters,
) -> None:
    for number in range(3):
        use(meters, TOKENS, f"call_{number}", cost_micros=500)
    tallied = [
        figures
        for tally in tallies_of(TOKENS, meters.store.entries(TOKENS))
        for figures in tally.groups.values()
    ]
    assert booked(meters, TOKENS) == {
        "2026-11 llm_tokens": sum(figures.quantity for figures in tallied),
        "2026-11 cost_micros": sum(figures.cost_micros for figures in tallied),
    }
    assert booked(meters, TOKENS)["2026-11 cost_micros"] == 3 * 1_000


def test_runs_are_counted_without_the_cost_of_their_calls(meters: Meters) -> None:
    runs = ShardKey(Meter("ten_a", "research_run", "2026-11"), 0)
    use(meters, runs, "run_1", cost_micros=500)
    assert booked(meters, runs) == {"2026-11 research_run": 20}


@pytest.mark.parametrize(
    ("table", "pk"),
    [
        ("app", "ten_a#LEDGER#llm_tokens#2026-11-20#0"),
        ("usage", "ten_a#TALLY#llm_tokens"),
        ("usage", "ten_a#LEDGER#run_budget#run_1#0"),
    ],
)
def test_what_is_no_ledger_of_a_feature_is_in_no_book(meters: Meters, table: str, pk: str) -> None:
    assert Books(meters.store).figures(OwnedRow(table, (pk, "x#0"), {"q": 1})) == {}
