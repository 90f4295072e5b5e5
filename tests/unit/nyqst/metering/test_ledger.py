"""What was used of a meter, whatever it is cut into."""

from nyqst.metering.ledger import Ledger
from nyqst.metering.model.meter import Cut, Meter
from tests.unit.nyqst.metering.meters import METER, Meters


def test_entries_of_all_shards_stand_in_the_order_in_which_they_were_written() -> None:
    meters = Meters(cut=Cut(80, shards=8))
    names = [f"run_{number}" for number in range(12)]
    for name in reversed(names):
        meters.clock.move(seconds=1)
        meters.settlement.commit(meters.reserve(name), 1)
    assert len({meters.cut.home(name) for name in names}) > 1
    found = Ledger(meters.store).entries(METER)
    assert [entry.reservation_id for entry in found] == list(reversed(names))


def test_entries_of_one_instant_stand_by_reservation_and_number() -> None:
    meters = Meters(cut=Cut(80, shards=8))
    for name in ("run_b", "run_a"):
        reservation = meters.reserve(name)
        meters.settlement.commit(reservation, 1)
        meters.settlement.commit(reservation, 2)
    found = [(each.reservation_id, each.number) for each in Ledger(meters.store).entries(METER)]
    assert found == [("run_a", 0), ("run_a", 1), ("run_b", 0), ("run_b", 1)]


def test_what_is_set_aside_in_any_shard_is_held() -> None:
    meters = Meters(cut=Cut(80, shards=8))
    reservations = [meters.reserve(f"run_{number}", 2) for number in range(6)]
    meters.settlement.commit(reservations[0], 1)
    assert Ledger(meters.store).held(METER) == 10


def test_of_a_meter_that_has_not_begun_nothing_is_held_or_written() -> None:
    ledger, other = Ledger(Meters().store), Meter("ten_b", "research_run", "2026-11")
    assert (ledger.held(other), ledger.entries(other)) == (0, ())
