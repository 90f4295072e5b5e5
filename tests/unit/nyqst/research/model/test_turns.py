"""Who has the next place, and how long the others wait for theirs."""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

import pytest

from nyqst.research.model.turns import Turns

WEIGHTS = {"ten_sandbox": 1, "ten_professional": 4, "ten_team": 8, "ten_enterprise": 16}


@dataclass
class Wait:
    """Of one tenant, since it joined with nothing given early."""

    weight: int
    places: int = 0
    turns: int = 0
    heaviest: int = 0

    @property
    def promised(self) -> int:
        """The number of places among which its next turn is."""
        return -(-(self.turns + 1) * self.heaviest // self.weight)


@dataclass
class Competition:
    turns: Turns = field(default_factory=Turns)
    waiting: dict[str, int] = field(default_factory=dict)
    waits: dict[str, Wait] = field(default_factory=dict)

    def come(self, tenant_id: str, weight: int) -> None:
        if tenant_id in self.waiting:
            return
        self.waiting[tenant_id] = weight
        self.turns = self.turns.joined(self.waiting)
        if self.turns.marks[tenant_id].served == self.turns.now:
            self.waits[tenant_id] = Wait(weight)

    def go(self, tenant_id: str) -> None:
        if self.waiting.pop(tenant_id, None):
            self.turns = self.turns.left(tenant_id)
            self.waits.pop(tenant_id, None)

    def give(self) -> str:
        self.turns = self.turns.joined(self.waiting)
        total = sum(mark.weight for mark in self.turns.marks.values())
        chosen = self.turns.first(self.waiting)
        self.turns = self.turns.given(chosen)
        for wait in self.waits.values():
            wait.places += 1
            wait.heaviest = max(wait.heaviest, total)
        return chosen

    def had_turn(self, tenant_id: str) -> None:
        if tenant_id in self.waits:
            self.waits[tenant_id].turns += 1


def placed(places: int, weights: dict[str, int]) -> Counter[str]:
    competition = Competition()
    for tenant_id, weight in weights.items():
        competition.come(tenant_id, weight)
    return Counter(competition.give() for _ in range(places))


def test_places_go_by_weight() -> None:
    assert placed(2 * 29, WEIGHTS) == {
        tenant_id: 2 * weight for tenant_id, weight in WEIGHTS.items()
    }


def test_tenants_of_the_same_weight_take_turns() -> None:
    competition = Competition()
    for tenant_id in ("ten_a", "ten_b", "ten_c"):
        competition.come(tenant_id, 4)
    assert "".join(competition.give()[-1] for _ in range(9)) == "abcabcabc"


def test_who_waits_alone_has_every_place() -> None:
    assert placed(5, {"ten_a": 1}) == {"ten_a": 5}


def test_who_comes_late_is_owed_nothing_for_the_time_before() -> None:
    competition = Competition()
    competition.come("ten_a", 1)
    for _ in range(100):
        competition.give()
    competition.come("ten_b", 1)
    assert Counter(competition.give() for _ in range(10)) == {"ten_a": 5, "ten_b": 5}


def test_newcomers_one_after_the_other_do_not_hold_up_who_waits() -> None:
    competition = Competition()
    competition.come("ten_patient", 1)
    given = []
    for number in range(4):
        competition.come(f"ten_{number}", 1)
        given.append(competition.give())
        competition.go(f"ten_{number}")
    assert given == ["ten_0", "ten_patient", "ten_2", "ten_patient"]


def test_leaving_and_coming_back_gains_nothing() -> None:
    competition = Competition()
    for tenant_id in ("ten_a", "ten_b"):
        competition.come(tenant_id, 1)
    given = Counter[str]()
    for _ in range(20):
        chosen = competition.give()
        given[chosen] += 1
        if chosen == "ten_a":
            competition.go("ten_a")
            competition.come("ten_a", 1)
    assert given == {"ten_a": 10, "ten_b": 10}


def test_who_left_and_is_quits_is_forgotten() -> None:
    competition = Competition()
    for tenant_id in ("ten_a", "ten_b"):
        competition.come(tenant_id, 1)
    assert competition.give() == "ten_a"
    competition.go("ten_a")
    assert set(competition.turns.marks) == {"ten_a", "ten_b"}
    for _ in range(2):
        competition.give()
    assert set(competition.turns.joined(competition.waiting).marks) == {"ten_b"}


@pytest.mark.parametrize("seed", range(10))
def test_the_kth_turn_of_who_keeps_waiting_is_among_the_promised_places(seed: int) -> None:
    for number in range(15):
        chance = Random(f"{seed}/{number}")
        competition = Competition()
        competition.come("ten_patient", chance.choice([1, 2, 3, 5, 16]))
        weights = [chance.choice([1, 1, 2, 3, 4, 7, 8, 16, 999]) for _ in range(12)]
        busy = chance.choice([0.2, 0.5, 0.8, 0.95])
        for _ in range(600):
            who = chance.randrange(12)
            if chance.random() < busy:
                assert_promises_kept(competition, competition.give())
            elif chance.random() < 0.5:
                competition.come(f"ten_{who}", weights[who])
            else:
                competition.go(f"ten_{who}")


def assert_promises_kept(competition: Competition, chosen: str) -> None:
    for tenant_id, wait in competition.waits.items():
        assert wait.places <= wait.promised
        assert tenant_id == chosen or wait.places < wait.promised
    competition.had_turn(chosen)
