"""A runner that leaves everything to another one: what wraps it changes a method or every call."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from nyqst.research.model.brief import DataBrief, TaskFailure, TaskFindings
from nyqst.research.model.evidence import Note, Passage, Source
from nyqst.research.model.plan import PlanRequest, PlanSet, PlanTask
from nyqst.research.model.usage import Usage
from nyqst.research.runner import Paragraph, Reflection, Runner, Section
from nyqst.research.search import Search

Answer = TypeVar("Answer")


class DelegatingRunner:
    """Implements `nyqst.research.runner.Runner`."""

    def __init__(self, runner: Runner) -> None:
        self.runner = runner

    @property
    def usage(self) -> Usage:
        return self.runner.usage

    def plan(self, request: PlanRequest) -> PlanSet:
        return self._call("plan", lambda: self.runner.plan(request))

    def choose_queries(
        self, task: PlanTask, notes: Sequence[Note], missing: Sequence[str]
    ) -> tuple[str, ...]:
        return self._call(
            "choose_queries", lambda: self.runner.choose_queries(task, notes, missing)
        )

    def take_notes(self, task: PlanTask, passages: Sequence[Passage]) -> tuple[Note, ...]:
        return self._call("take_notes", lambda: self.runner.take_notes(task, passages))

    def reflect(self, task: PlanTask, notes: Sequence[Note]) -> Reflection:
        return self._call("reflect", lambda: self.runner.reflect(task, notes))

    def cross_check(
        self, findings: Sequence[TaskFindings], search: Search
    ) -> tuple[TaskFindings, ...]:
        return self._call("cross_check", lambda: self.runner.cross_check(findings, search))

    def synthesize(
        self,
        plan: PlanSet,
        findings: Sequence[TaskFindings],
        failures: Sequence[TaskFailure],
        sources: Sequence[Source],
    ) -> DataBrief:
        return self._call(
            "synthesize", lambda: self.runner.synthesize(plan, findings, failures, sources)
        )

    def write(self, brief: DataBrief, section: Section) -> Iterator[Paragraph]:
        return self._call("write", lambda: self.runner.write(brief, section))

    def _call(self, _method: str, call: Callable[[], Answer]) -> Answer:
        """Every method comes through here."""
        return call()
