"""A runner that leaves everything to another one: what wraps runners changes a method or two."""

from collections.abc import Iterator, Sequence

from nyqst.research.model.brief import DataBrief, TaskFailure, TaskFindings
from nyqst.research.model.evidence import Note, Passage, Source
from nyqst.research.model.plan import PlanRequest, PlanSet, PlanTask
from nyqst.research.model.usage import Usage
from nyqst.research.runner import Paragraph, Reflection, Runner, Section
from nyqst.research.search import Search


class DelegatingRunner:
    """Implements `nyqst.research.runner.Runner`."""

    def __init__(self, runner: Runner) -> None:
        self.runner = runner

    @property
    def usage(self) -> Usage:
        return self.runner.usage

    def plan(self, request: PlanRequest) -> PlanSet:
        return self.runner.plan(request)

    def choose_queries(
        self, task: PlanTask, notes: Sequence[Note], missing: Sequence[str]
    ) -> tuple[str, ...]:
        return self.runner.choose_queries(task, notes, missing)

    def take_notes(self, task: PlanTask, passages: Sequence[Passage]) -> tuple[Note, ...]:
        return self.runner.take_notes(task, passages)

    def reflect(self, task: PlanTask, notes: Sequence[Note]) -> Reflection:
        return self.runner.reflect(task, notes)

    def cross_check(
        self, findings: Sequence[TaskFindings], search: Search
    ) -> tuple[TaskFindings, ...]:
        return self.runner.cross_check(findings, search)

    def synthesize(
        self,
        plan: PlanSet,
        findings: Sequence[TaskFindings],
        failures: Sequence[TaskFailure],
        sources: Sequence[Source],
    ) -> DataBrief:
        return self.runner.synthesize(plan, findings, failures, sources)

    def write(self, brief: DataBrief, section: Section) -> Iterator[Paragraph]:
        return self.runner.write(brief, section)
