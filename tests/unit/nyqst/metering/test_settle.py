import pytest

from nyqst.errors import InvalidInput
from nyqst.metering.model.meter import Balance, Cut
from nyqst.metering.model.reservation import UNHELD, Ending, LedgerEntry, Reservation
from tests.fakes.clock import FixedClock
from tests.unit.nyqst.metering.meters import LIFETIME, METER, Meters


def entry_of(reservation: Reservation, total: int) -> LedgerEntry:
    now, token = FixedClock().now(), reservation.token
    return LedgerEntry(reservation.id, 0, Ending.COMMITTED, total, total, now, token)


def test_a_commit_counts_what_was_used_and_gives_back_the_rest() -> None:
    meters = Meters()
    entry = meters.settlement.commit(meters.reserve("run_1", 5), 2)
    assert (entry.ending, entry.quantity) == (Ending.COMMITTED, 2)
    assert meters.balance == Balance(10, 8, used=2)


def test_a_repeated_commit_changes_nothing() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1", 5)
    assert meters.settlement.commit(reservation, 2) == meters.settlement.commit(reservation, 2)
    assert meters.balance.used == 2


def test_an_older_word_that_comes_late_changes_nothing() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1", 5)
    meters.settlement.commit(reservation, 4)
    assert meters.settlement.commit(reservation, 2).total == 4
    assert meters.balance.used == 4


def test_a_larger_total_after_the_end_is_a_late_entry_for_the_difference() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1", 5)
    meters.settlement.commit(reservation, 2)
    late = meters.settlement.commit(reservation, 5)
    assert (late.ending, late.quantity, late.total, late.number) == (Ending.LATE, 3, 5, 1)
    assert meters.balance.used == 5


def test_a_release_gives_everything_back() -> None:
    meters = Meters()
    meters.settlement.release(meters.reserve("run_1", 5))
    assert meters.balance == Balance(10, 10)


def test_a_commit_after_expiry_is_counted_all_the_same() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1", 10)
    meters.clock.move(minutes=30)
    meters.sweep()
    meters.reserve("run_2", 8)
    late = meters.settlement.commit(reservation, 4)
    assert late.ending is Ending.LATE
    assert meters.balance == Balance(10, -2, held=8, used=4)


def test_what_was_noted_counts_when_nobody_settles() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1", 5)
    assert meters.settlement.note(reservation, 3)
    meters.clock.move(minutes=30)
    assert meters.sweep().expired == 1
    assert meters.balance == Balance(10, 7, used=3)


def test_what_was_noted_counts_even_if_it_is_released() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1", 5)
    meters.settlement.note(reservation, 3)
    assert meters.settlement.release(reservation).total == 3


def test_nothing_is_noted_after_the_end() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1", 5)
    meters.settlement.release(reservation)
    assert not meters.settlement.note(reservation, 3)


def test_an_extension_asks_for_the_difference_only() -> None:
    meters = Meters()
    extended = meters.settlement.extend(meters.reserve("run_1", 5), 9, LIFETIME)
    assert extended is not None
    assert meters.balance == Balance(10, 1, held=9)
    meters.settlement.commit(extended, 9)
    assert meters.balance == Balance(10, 1, used=9)


def test_a_repeated_extension_changes_nothing() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1", 5)
    first = meters.settlement.extend(reservation, 9, LIFETIME)
    assert meters.settlement.extend(reservation, 9, LIFETIME) == first
    assert meters.balance.held == 9


def test_an_extension_beyond_what_is_left_is_not_given() -> None:
    meters = Meters()
    assert meters.settlement.extend(meters.reserve("run_1", 5), 11, LIFETIME) is None
    assert meters.balance == Balance(10, 5, held=5)


def test_who_did_not_hear_of_the_extension_settles_all_the_same() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1", 5)
    meters.settlement.extend(reservation, 9, LIFETIME)
    meters.settlement.commit(reservation, 7)
    assert meters.balance == Balance(10, 3, used=7)


def test_an_extended_hold_does_not_expire_at_its_first_time() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1", 5)
    meters.clock.move(minutes=30, seconds=-1)
    meters.settlement.extend(reservation, 6, LIFETIME)
    meters.clock.move(seconds=2)
    assert meters.sweep().expired == 0


def test_an_end_that_broke_off_half_way_is_brought_to_its_end_by_a_repeat() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1", 5)
    meters.store.record(reservation.shard, entry_of(reservation, 2))
    assert meters.settlement.commit(reservation, 2).total == 2
    assert meters.balance == Balance(10, 8, used=2)


def test_an_end_that_broke_off_half_way_is_brought_to_its_end_by_a_sweep() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1", 5)
    meters.store.record(reservation.shard, entry_of(reservation, 2))
    assert meters.sweep().drifted == ()
    meters.clock.move(minutes=30)
    meters.sweep()
    assert meters.balance == Balance(10, 8, used=2)


def test_a_hold_that_was_extended_while_it_was_swept_stays() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1", 5)
    meters.clock.move(minutes=30)
    before = meters.store.shard(reservation.shard)
    assert before is not None
    meters.settlement.extend(reservation, 6, LIFETIME)
    meters.settlement.expire(before)
    assert meters.balance == Balance(10, 4, held=6)


def test_what_is_used_after_such_a_sweep_is_counted_once() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1", 5)
    meters.clock.move(minutes=30)
    before = meters.store.shard(reservation.shard)
    extended = meters.settlement.extend(reservation, 6, LIFETIME)
    assert before is not None
    assert extended is not None
    meters.settlement.expire(before)
    meters.settlement.commit(extended, 6)
    assert meters.balance == Balance(10, 4, used=6)
    assert meters.sweep().drifted == ()


@pytest.mark.parametrize("total", [-1, 10**12 + 1])
def test_a_total_that_nothing_can_have_is_refused(total: int) -> None:
    meters = Meters()
    with pytest.raises(InvalidInput) as refused:
        meters.settlement.commit(meters.reserve("run_1"), total)
    assert refused.value.code == "invalid_quantity"


def test_the_echo_of_an_ended_reservation_goes_when_its_time_is_over() -> None:
    meters = Meters()
    meters.settlement.commit(meters.reserve("run_1", 5), 5)
    meters.reserve("run_1", 5)
    meters.clock.move(minutes=30)
    meters.sweep()
    assert meters.balance == Balance(10, 5, used=5)


def test_what_was_noted_in_an_echo_is_counted() -> None:
    """The first answer was lost, the hold expired, and the client asked again and worked."""
    meters = Meters()
    meters.reserve("run_1", 5)
    meters.clock.move(minutes=30)
    meters.sweep()
    meters.settlement.note(meters.reserve("run_1", 5), 4)
    meters.clock.move(minutes=30)
    meters.sweep()
    assert meters.balance == Balance(10, 6, used=4)


@pytest.mark.parametrize("total", [0, 10**12])
def test_the_least_and_the_most_that_can_be_used_are_counted(total: int) -> None:
    meters = Meters()
    assert meters.settlement.commit(meters.reserve("run_1"), total).total == total


def test_a_commit_tells_the_ledger_when_and_what_for() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1")
    meters.settlement.commit(reservation, 1, {"user": "usr_1"})
    (entry,) = meters.entries(reservation)
    assert (entry.at, entry.facts) == (meters.clock.now(), {"user": "usr_1"})


def test_a_release_is_told_as_such() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1")
    meters.settlement.release(reservation)
    (entry,) = meters.entries(reservation)
    assert (entry.ending, entry.quantity, entry.facts) == (Ending.RELEASED, 0, {})


def test_what_expires_is_told_with_what_it_was_reserved_for() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1", facts={"run": "run_1", "policy": 2})
    meters.clock.move(minutes=30)
    meters.sweep()
    (entry,) = meters.entries(reservation)
    assert (entry.ending, entry.facts) == (Ending.EXPIRED, {"run": "run_1", "policy": 2})


def test_who_has_extended_knows_how_much_is_held() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1", 5)
    extended = meters.settlement.extend(reservation, 9, LIFETIME)
    assert extended is not None
    assert (extended.id, extended.amount) == ("run_1", 9)


def test_a_late_word_of_one_reservation_does_not_meet_those_of_others() -> None:
    meters = Meters()
    first, second = meters.reserve("run_1", 2), meters.reserve("run_2", 2)
    meters.settlement.commit(first, 1)
    meters.settlement.commit(second, 2)
    assert meters.settlement.commit(first, 2).number == 1
    assert meters.balance == Balance(10, 6, used=4)


def test_what_was_let_through_unheld_is_counted_once_with_its_facts() -> None:
    meters = Meters()
    unheld = Reservation.unheld("run_1", METER, 1)
    entry = meters.settlement.add(unheld, Cut(10), 1, {"user": "usr_a"})
    assert (entry.ending, entry.token, entry.facts) == (Ending.LATE, UNHELD, {"user": "usr_a"})
    assert meters.settlement.add(unheld, Cut(10), 1, {"user": "usr_a"}) == entry
    assert meters.balance == Balance(10, 9, used=1)


def test_a_repeat_of_what_was_unheld_counts_what_it_knows_more_of() -> None:
    meters = Meters()
    unheld = Reservation.unheld("run_1", METER, 5)
    meters.settlement.add(unheld, Cut(10), 1)
    more = meters.settlement.add(unheld, Cut(10), 4)
    assert (more.number, more.quantity, more.facts) == (1, 3, {})
    assert meters.balance.used == 4


def test_what_was_unheld_is_counted_where_its_meter_was_cut_for_it() -> None:
    meters = Meters(cut=Cut(80, shards=8))
    meters.reserve("run_0")
    for number in range(1, 9):
        unheld = Reservation.unheld(f"run_{number}", METER, 1)
        meters.settlement.add(unheld, Cut(10), 1)
    shards = [shard for shard in meters.store.shards(METER, 8) if shard]
    homes = {meters.cut.home(f"run_{number}") for number in range(1, 9)}
    assert {s.key.number for s in shards if s.balance.used} == homes
    assert len(homes) > 1


def test_what_was_unheld_cuts_a_meter_that_nobody_has_used() -> None:
    meters = Meters(cut=Cut(80, shards=8))
    meters.settlement.add(Reservation.unheld("run_1", METER, 1), meters.cut, 1)
    home = meters.store.shards(METER, 8)[meters.cut.home("run_1")]
    assert home is not None
    assert home.balance.used == 1
