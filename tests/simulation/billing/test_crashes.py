"""Who deals with events dies before or after any call: nothing is granted twice, nothing lost."""

from collections.abc import Iterator

import pytest

from tests.simulation.billing.crashes import (
    WORK,
    Died,
    Outcome,
    Point,
    Situation,
    begun,
    dying_at,
    gone_on,
    situations,
)
from tests.simulation.billing.life_cycles import LIFE_CYCLES


def undisturbed(situation: Situation, work: str) -> tuple[Outcome, list[str]]:
    """And the calls that are made."""
    desk = begun(situation, work)
    WORK[work](desk)
    names = list(desk.calls.names)
    desk.minutes_later()
    assert desk.waiting == []
    return desk.outcome(), names


def points(names: list[str]) -> Iterator[Point]:
    for number in range(1, len(names) + 1):
        yield number, "before"
        yield number, "after"


@pytest.mark.parametrize("work", WORK)
@pytest.mark.parametrize("life_cycle", LIFE_CYCLES)
def test_a_death_at_any_call_changes_nothing_in_the_end(life_cycle: str, work: str) -> None:
    for situation in situations(life_cycle):
        expected, names = undisturbed(situation, work)
        assert len(expected.told) == len(set(expected.told))
        for point in points(names):
            desk = begun(situation, work, dying_at(point))
            with pytest.raises(Died):
                WORK[work](desk)
            found = gone_on(desk, work)
            where = f"{life_cycle}, {point[1]} {names[point[0] - 1]}"
            assert desk.waiting == [], where
            assert found == expected, where


@pytest.mark.parametrize("life_cycle", LIFE_CYCLES)
def test_what_nobody_disturbs_ends_where_stripe_has_it(life_cycle: str) -> None:
    for situation in situations(life_cycle):
        desk = begun(situation, "webhook")
        found = gone_on(desk, "webhook")
        assert found.ending == desk.with_stripe()


@pytest.mark.parametrize("work", WORK)
def test_of_two_checkouts_one_subscription_stays_and_the_other_is_paid_back(work: str) -> None:
    outcomes = [undisturbed(each, work)[0] for each in situations("checkout twice")]
    assert [found.serving for found in outcomes] == [["price_pro"]] * len(outcomes)
    assert [found.given_back for found in outcomes] == [[], [], [9_900], [9_900]]


def test_every_store_and_stripe_are_called() -> None:
    called = {
        name
        for situation in situations("upgrade")
        for work in WORK
        for name in undisturbed(situation, work)[1]
    }
    assert {name.partition(".")[0] for name in called} == {
        "books",
        "events",
        "gateway",
        "inbox",
        "records",
    }
