import pytest

from nyqst.errors import Conflict, InvalidInput, QuotaExceeded
from nyqst.metering.model.meter import Balance, Cut
from tests.unit.nyqst.metering.meters import Meters


def test_what_is_reserved_is_set_aside() -> None:
    meters = Meters()
    meters.reserve("run_1", 3)
    assert meters.balance == Balance(10, 7, held=3)


def test_the_last_unit_is_given_and_no_more() -> None:
    meters = Meters(cut=Cut(2))
    meters.reserve("run_1")
    meters.reserve("run_2")
    with pytest.raises(QuotaExceeded) as denied:
        meters.reserve("run_3")
    assert denied.value.facts == {
        "meter": "research_run",
        "period": "2026-11",
        "limit": 2,
        "used": 0,
        "held": 2,
        "remaining": 0,
        "asked": 1,
    }
    assert denied.value.message == "research_run: 1 asked for, 0 left of 2"


def test_a_repeated_request_is_given_its_first_reservation() -> None:
    meters = Meters()
    assert meters.reserve("run_1", 3) == meters.reserve("run_1", 3)
    assert meters.balance.held == 3


def test_a_repeated_request_for_another_amount_is_refused() -> None:
    meters = Meters()
    meters.reserve("run_1", 3)
    with pytest.raises(Conflict) as refused:
        meters.reserve("run_1", 4)
    assert refused.value.code == "reservation_differs"


@pytest.mark.parametrize("amount", [0, -1, 10**12 + 1])
def test_an_amount_that_nothing_can_have_is_refused(amount: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        Meters().reserve("run_1", amount)
    assert refused.value.code == "invalid_quantity"


def test_a_raised_limit_holds_at_once() -> None:
    meters = Meters(cut=Cut(1))
    meters.reserve("run_1")
    meters.cut = Cut(2)
    meters.reserve("run_2")
    assert meters.balance == Balance(2, 0, held=2)


def test_a_lowered_limit_bars_what_is_above_it() -> None:
    meters = Meters(cut=Cut(5))
    for number in range(3):
        meters.reserve(f"run_{number}")
    meters.cut = Cut(2)
    with pytest.raises(QuotaExceeded):
        meters.reserve("run_9")
    assert meters.balance == Balance(2, -1, held=3)


def test_every_shard_gives_all_it_has_before_anybody_is_refused() -> None:
    meters = Meters(cut=Cut(17, shards=8))
    for number in range(17):
        meters.reserve(f"run_{number}")
    with pytest.raises(QuotaExceeded):
        meters.reserve("run_17")
    assert meters.balance == Balance(17, 0, held=17)


def test_an_amount_larger_than_any_share_is_gathered_from_all() -> None:
    meters = Meters(cut=Cut(16, shards=8))
    meters.reserve("run_1", 15)
    with pytest.raises(QuotaExceeded):
        meters.reserve("run_2", 2)
    meters.reserve("run_3", 1)
    assert meters.balance == Balance(16, 0, held=16)


def test_a_repeat_finds_its_reservation_after_borrowing_too() -> None:
    meters = Meters(cut=Cut(16, shards=8))
    assert meters.reserve("run_1", 15) == meters.reserve("run_1", 15)
    assert meters.balance.held == 15


def test_a_meter_keeps_the_number_of_shards_it_began_with() -> None:
    meters = Meters(cut=Cut(4))
    meters.reserve("run_1")
    meters.cut = Cut(4, shards=8)
    for number in range(2, 5):
        meters.reserve(f"run_{number}")
    with pytest.raises(QuotaExceeded):
        meters.reserve("run_5")


def test_an_expired_hold_makes_room_for_whoever_needs_it() -> None:
    meters = Meters(cut=Cut(1))
    meters.reserve("run_1")
    meters.clock.move(minutes=30)
    meters.reserve("run_2")
    assert meters.balance == Balance(1, 0, held=1)


def test_a_hold_that_lives_makes_no_room() -> None:
    meters = Meters(cut=Cut(1))
    meters.reserve("run_1")
    meters.clock.move(minutes=30, seconds=-1)
    with pytest.raises(QuotaExceeded):
        meters.reserve("run_2")


def test_debt_bars_the_next_admission() -> None:
    meters = Meters(cut=Cut(2))
    meters.settlement.commit(meters.reserve("run_1"), 3)
    with pytest.raises(QuotaExceeded) as denied:
        meters.reserve("run_2")
    assert denied.value.facts["remaining"] == -1


def test_the_most_that_can_be_reserved_is_given() -> None:
    meters = Meters(cut=Cut(10**12))
    meters.reserve("run_1", 10**12)
    assert meters.balance.remaining == 0


def test_a_hold_keeps_what_it_is_for() -> None:
    meters = Meters()
    reservation = meters.reserve("run_1", facts={"user": "usr_1"})
    shard = meters.store.shard(reservation.shard)
    assert shard is not None
    assert shard.holds["run_1"].facts == {"user": "usr_1"}


def test_two_shards_lend_to_each_other() -> None:
    meters = Meters(cut=Cut(4, shards=2))
    meters.reserve("run_1", 4)
    with pytest.raises(QuotaExceeded) as denied:
        meters.reserve("run_2", 3)
    assert (denied.value.facts["limit"], denied.value.facts["asked"]) == (4, 3)


def test_a_meter_cut_into_more_shards_than_it_began_with_gives_all_it_has() -> None:
    meters = Meters(cut=Cut(8, shards=2))
    meters.reserve("run_1")
    meters.cut = Cut(12, shards=4)
    meters.reserve("run_2", 11)
    shards = meters.store.every_shard()
    assert [shard.cut for shard in shards] == [Cut(12, shards=2)] * 2


def test_the_home_of_a_reservation_never_moves() -> None:
    ids = ["run_1", "run_2", "run_3", "run_4"]
    assert [Cut(10, shards=8).home(id_) for id_ in ids] == [5, 2, 3, 7]
    assert {Cut(10).home(id_) for id_ in ids} == {0}
