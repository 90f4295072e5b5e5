from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst.errors import ModelFailed, NyqstError, Throttled, Unavailable
from nyqst.research.model.brief import DataBrief
from nyqst.research.model.evidence import Claim
from nyqst.research.model.plan import PlanRequest, PlanSet
from nyqst.research.runner import Paragraph, Section, SectionKind
from nyqst_agent.runners.delegate import DelegatingRunner
from nyqst_agent.runners.patient import Patience, PatientRunner
from tests import harbour
from tests.fakes.scripted_runner import ScriptedRunner

_SECTION = Section("summary", SectionKind.SUMMARY, "Summary")
_BRIEF = DataBrief("Why?", "Why", (), ())
_FIRST, _SECOND = Paragraph((Claim("One."),)), Paragraph((Claim("Two."),))


class Refusing(DelegatingRunner):
    """Raises its errors one by one before it answers."""

    def __init__(self, *errors: NyqstError) -> None:
        super().__init__(ScriptedRunner())
        self.errors = list(errors)
        self.calls = 0

    def plan(self, request: PlanRequest) -> PlanSet:
        self._refuse()
        return self.runner.plan(request)

    def write(self, brief: DataBrief, section: Section) -> Iterator[Paragraph]:
        self._refuse()
        yield _FIRST
        yield _SECOND

    def _refuse(self) -> None:
        self.calls += 1
        if self.errors:
            raise self.errors.pop(0)


class Breaking(DelegatingRunner):
    """Breaks off after its first paragraph, every time."""

    def write(self, brief: DataBrief, section: Section) -> Iterator[Paragraph]:
        yield _FIRST
        raise Unavailable("gone")


@dataclass
class Waiting:
    """Time that passes only when somebody waits, or when a call takes its time."""

    now: float = 0.0
    pauses: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds


def _patient(
    runner: DelegatingRunner,
    waiting: Waiting,
    patience: Patience | None = None,
    draw: Callable[[], float] = lambda: 1.0,
) -> PatientRunner:
    return PatientRunner(runner, patience, waiting.sleep, draw, lambda: waiting.now)


def test_a_call_that_is_throttled_twice_succeeds_the_third_time() -> None:
    refusing, waiting = Refusing(Throttled("slow"), Throttled("slow")), Waiting()
    assert _patient(refusing, waiting).plan(harbour.request()).tasks
    assert waiting.pauses == [1.0, 2.0]


def test_a_call_that_is_throttled_for_ever_is_given_up() -> None:
    refusing, waiting = Refusing(*[Throttled("slow")] * 99), Waiting()
    with pytest.raises(Throttled):
        _patient(refusing, waiting, Patience(attempts=4)).plan(harbour.request())
    assert refusing.calls == 4
    assert len(waiting.pauses) == 3


def test_an_overloaded_model_is_asked_again() -> None:
    refusing = Refusing(Unavailable("busy"))
    assert _patient(refusing, Waiting()).plan(harbour.request()).tasks


def test_a_call_that_failed_for_good_is_not_repeated() -> None:
    refusing, waiting = Refusing(ModelFailed("no")), Waiting()
    with pytest.raises(ModelFailed):
        _patient(refusing, waiting).plan(harbour.request())
    assert (refusing.calls, waiting.pauses) == (1, [])


def test_nothing_is_waited_for_beyond_the_total_time() -> None:
    refusing, waiting = Refusing(*[Throttled("slow")] * 99), Waiting()
    with pytest.raises(Throttled):
        _patient(refusing, waiting, Patience(attempts=99, total_s=10)).plan(harbour.request())
    assert waiting.now <= 10


def test_the_time_that_calls_take_counts() -> None:
    waiting = Waiting()

    class Slow(Refusing):
        def plan(self, request: PlanRequest) -> PlanSet:
            waiting.now += 60
            return super().plan(request)

    slow = Slow(*[Unavailable("late")] * 99)
    with pytest.raises(Unavailable):
        _patient(slow, waiting, Patience(attempts=99, total_s=90)).plan(harbour.request())
    assert slow.calls == 2


@given(draw=st.floats(0, 1, exclude_max=True), failures=st.integers(0, 12))
def test_pauses_are_drawn_between_nothing_and_a_doubling_ceiling(
    draw: float, failures: int
) -> None:
    patience = Patience(attempts=20, total_s=10_000)
    refusing, waiting = Refusing(*[Throttled("slow")] * failures), Waiting()
    _patient(refusing, waiting, patience, lambda: draw).plan(harbour.request())
    ceilings = [min(20.0, 2.0**number) for number in range(failures)]
    assert waiting.pauses == pytest.approx([draw * ceiling for ceiling in ceilings])


def test_a_section_that_has_not_begun_is_asked_for_again() -> None:
    refusing = Refusing(Throttled("slow"))
    written = list(_patient(refusing, Waiting()).write(_BRIEF, _SECTION))
    assert written == [_FIRST, _SECOND]


def test_a_section_that_breaks_off_is_not_begun_anew() -> None:
    waiting = Waiting()
    paragraphs = _patient(Breaking(ScriptedRunner()), waiting).write(_BRIEF, _SECTION)
    assert next(paragraphs) == _FIRST
    with pytest.raises(Unavailable):
        next(paragraphs)
    assert waiting.pauses == []


def test_an_empty_section_stays_empty() -> None:
    class Silent(DelegatingRunner):
        def write(self, brief: DataBrief, section: Section) -> Iterator[Paragraph]:
            return iter(())

    assert list(_patient(Silent(ScriptedRunner()), Waiting()).write(_BRIEF, _SECTION)) == []


def test_usage_is_that_of_the_runner_inside() -> None:
    runner = ScriptedRunner()
    assert PatientRunner(runner).usage is runner.usage
