import pytest

from nyqst.errors import Conflict, Throttled
from nyqst.storage.patience import patiently


class Refusing:
    """Refuses so often, then answers."""

    def __init__(self, refusals: int) -> None:
        self.left = refusals
        self.asked = 0

    def __call__(self) -> str:
        self.asked += 1
        if self.left:
            self.left -= 1
            raise Throttled("busy")
        return "answer"


def test_what_is_answered_at_once_is_not_waited_for() -> None:
    slept: list[float] = []
    assert patiently(Refusing(0), slept.append) == "answer"
    assert slept == []


def test_a_refused_call_is_made_again() -> None:
    call, slept = Refusing(3), list[float]()
    assert patiently(call, slept.append) == "answer"
    assert (call.asked, len(slept)) == (4, 3)


def test_after_the_eighth_refusal_it_is_given_up() -> None:
    call, slept = Refusing(8), list[float]()
    with pytest.raises(Throttled):
        patiently(call, slept.append)
    assert (call.asked, len(slept)) == (8, 7)


def test_the_eighth_call_may_still_be_answered() -> None:
    assert patiently(Refusing(7), lambda _: None) == "answer"


def test_each_wait_may_be_twice_as_long_up_to_a_bound() -> None:
    longest = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.4]
    waits: list[list[float]] = []
    for _ in range(300):
        slept: list[float] = []
        patiently(Refusing(7), slept.append)
        waits.append(slept)
    for waited, bound in zip(zip(*waits, strict=True), longest, strict=True):
        assert 0.9 * bound < max(waited) <= bound
        assert 0 <= min(waited) < 0.1 * bound


def test_any_other_refusal_stands_at_once() -> None:
    asked = []

    def refuse() -> None:
        asked.append(1)
        raise Conflict("no")

    with pytest.raises(Conflict):
        patiently(refuse, lambda _: None)
    assert len(asked) == 1
