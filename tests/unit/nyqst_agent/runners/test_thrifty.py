from collections.abc import Iterator, Sequence

from nyqst.errors import BudgetExhausted
from nyqst.research.model.brief import DataBrief
from nyqst.research.model.evidence import Claim, Note, Passage
from nyqst.research.model.plan import PlanRequest, PlanSet, PlanTask
from nyqst.research.runner import Paragraph, Reflection, Section, SectionKind
from nyqst_agent.runners.delegate import DelegatingRunner
from nyqst_agent.runners.thrifty import ThriftyRunner
from tests import harbour
from tests.fakes.scripted_runner import ScriptedRunner

_SECTION = Section("summary", SectionKind.SUMMARY, "Summary")
_BRIEF = DataBrief("Why?", "Why", (), ())
_PAID, _PLAIN = Paragraph((Claim("Paid for."),)), Paragraph((Claim("For nothing."),))
_TASK = PlanTask("t01", "p1", "Earnings", "What does it earn?")


class Penniless(DelegatingRunner):
    """Has money for so many paragraphs and for nothing else."""

    def __init__(self, paragraphs: int = 0) -> None:
        super().__init__(ScriptedRunner())
        self.paragraphs = paragraphs

    def plan(self, request: PlanRequest) -> PlanSet:
        raise BudgetExhausted(request.question)

    def take_notes(self, task: PlanTask, passages: Sequence[Passage]) -> tuple[Note, ...]:
        raise BudgetExhausted(task.id)

    def reflect(self, task: PlanTask, notes: Sequence[Note]) -> Reflection:
        raise BudgetExhausted(task.id)

    def write(self, brief: DataBrief, section: Section) -> Iterator[Paragraph]:
        for _ in range(self.paragraphs):
            yield _PAID
        raise BudgetExhausted(section.id)


class Plain(DelegatingRunner):
    def __init__(self) -> None:
        super().__init__(ScriptedRunner())

    def write(self, brief: DataBrief, section: Section) -> Iterator[Paragraph]:
        yield _PLAIN


def thrifty(paragraphs: int = 0) -> ThriftyRunner:
    return ThriftyRunner(Penniless(paragraphs), Plain())


def test_a_plan_that_cannot_be_paid_for_is_made_plainly() -> None:
    assert thrifty().plan(harbour.request()) == ScriptedRunner().plan(harbour.request())


def test_notes_that_cannot_be_paid_for_are_taken_plainly() -> None:
    passages = harbour.passages()
    assert thrifty().take_notes(_TASK, passages) == ScriptedRunner().take_notes(_TASK, passages)


def test_a_task_without_money_is_done() -> None:
    assert thrifty().reflect(_TASK, ()).done


def test_a_section_that_cannot_be_begun_is_written_plainly() -> None:
    assert list(thrifty().write(_BRIEF, _SECTION)) == [_PLAIN]


def test_a_section_that_was_begun_ends_where_the_money_does() -> None:
    assert list(thrifty(2).write(_BRIEF, _SECTION)) == [_PAID, _PAID]


def test_what_there_is_money_for_is_left_as_it_is() -> None:
    rich = ThriftyRunner(ScriptedRunner(), Plain())
    assert rich.plan(harbour.request()) == ScriptedRunner().plan(harbour.request())
