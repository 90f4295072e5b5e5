"""What of a month's use is beyond what was included."""

from datetime import timedelta

from nyqst.billing.model.overage import Over, OverageTerms, entry_id, latest, overage_of
from nyqst.metering.model.reservation import Ending, LedgerEntry
from tests.builders import NOW

TERMS = {"small": OverageTerms(2, 50), "large": OverageTerms(5, 40), "free": OverageTerms(1, None)}


def an_entry(number: int, plan: str = "small", quantity: int = 1) -> LedgerEntry:
    at = NOW + timedelta(minutes=number)
    told = {"plan": plan}
    return LedgerEntry(f"run_{number}", 0, Ending.COMMITTED, quantity, quantity, at, "t", told)


def over(*entries: LedgerEntry) -> list[tuple[str, int, int]]:
    found = overage_of(entries, lambda entry: TERMS[str(entry.facts["plan"])])
    return [(each.entry.reservation_id, each.units, each.cents) for each in found]


def test_what_is_included_comes_first() -> None:
    assert over(*(an_entry(number) for number in range(4))) == [("run_2", 1, 50), ("run_3", 1, 50)]


def test_an_entry_may_be_partly_over() -> None:
    assert over(an_entry(0, quantity=5)) == [("run_0", 3, 50)]


def test_what_a_larger_plan_included_is_not_over_under_a_smaller_one() -> None:
    before = [an_entry(number, "large") for number in range(4)]
    assert over(*before, an_entry(4, "small")) == [("run_4", 1, 50)]


def test_what_was_over_stays_so_under_a_larger_plan() -> None:
    before = [an_entry(number) for number in range(3)]
    after = [an_entry(number, "large") for number in range(3, 6)]
    assert over(*before, *after) == [("run_2", 1, 50)]


def test_where_nothing_is_sold_nothing_is_over() -> None:
    assert over(*(an_entry(number, "free") for number in range(4))) == []


def test_the_last_ones_that_are_not_known_are_put_down() -> None:
    found = [Over(an_entry(number), 1, 50) for number in range(4)]
    known = {entry_id(an_entry(3)): 1}
    assert latest(found, known, 2) == (found[1], found[2])


def test_of_an_entry_no_more_is_put_down_than_is_not_known() -> None:
    found = [Over(an_entry(0, quantity=5), 3, 50)]
    (left,) = latest(found, {entry_id(found[0].entry): 2}, 9)
    assert left.units == 1
