"""A run whose budget is used up goes on without its model: a plainer report, not a dead run."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from nyqst.errors import BudgetExhausted
from nyqst.research.model.brief import DataBrief, TaskFailure, TaskFindings
from nyqst.research.model.evidence import Note, Passage, Source
from nyqst.research.model.plan import PlanRequest, PlanSet, PlanTask
from nyqst.research.runner import Paragraph, Reflection, Runner, Section
from nyqst_agent.runners.delegate import DelegatingRunner

Answer = TypeVar("Answer")


class ThriftyRunner(DelegatingRunner):
    """Leaves to `plain`, which costs nothing, what `runner` has no money for."""

    def __init__(self, runner: Runner, plain: Runner) -> None:
        super().__init__(runner)
        self._plain = plain

    def plan(self, request: PlanRequest) -> PlanSet:
        return _either(lambda: self.runner.plan(request), lambda: self._plain.plan(request))

    def choose_queries(
        self, task: PlanTask, notes: Sequence[Note], missing: Sequence[str]
    ) -> tuple[str, ...]:
        return _either(
            lambda: self.runner.choose_queries(task, notes, missing),
            lambda: self._plain.choose_queries(task, notes, missing),
        )

    def take_notes(self, task: PlanTask, passages: Sequence[Passage]) -> tuple[Note, ...]:
        return _either(
            lambda: self.runner.take_notes(task, passages),
            lambda: self._plain.take_notes(task, passages),
        )

    def reflect(self, task: PlanTask, notes: Sequence[Note]) -> Reflection:
        return _either(lambda: self.runner.reflect(task, notes), lambda: Reflection(done=True))

    def synthesize(
        self,
        plan: PlanSet,
        findings: Sequence[TaskFindings],
        failures: Sequence[TaskFailure],
        sources: Sequence[Source],
    ) -> DataBrief:
        return _either(
            lambda: self.runner.synthesize(plan, findings, failures, sources),
            lambda: self._plain.synthesize(plan, findings, failures, sources),
        )

    def write(self, brief: DataBrief, section: Section) -> Iterator[Paragraph]:
        """A section that was begun ends where the money does."""
        begun = False
        try:
            for paragraph in self.runner.write(brief, section):
                begun = True
                yield paragraph
        except BudgetExhausted:
            if not begun:
                yield from self._plain.write(brief, section)


def _either(paid: Callable[[], Answer], plain: Callable[[], Answer]) -> Answer:
    try:
        return paid()
    except BudgetExhausted:
        return plain()
