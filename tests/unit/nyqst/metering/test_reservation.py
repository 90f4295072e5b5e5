from nyqst.metering.model.meter import ShardKey
from nyqst.metering.model.reservation import Reservation
from tests.unit.nyqst.metering.meters import METER


def test_a_handle_says_all_but_what_is_known_beside_it() -> None:
    reservation = Reservation("run_1", ShardKey(METER, 7), 25, "a1b2c3d4")
    assert reservation.handle() == "research_run|2026-11|7|25|a1b2c3d4"
    assert Reservation.from_handle("ten_a", "run_1", reservation.handle()) == reservation
