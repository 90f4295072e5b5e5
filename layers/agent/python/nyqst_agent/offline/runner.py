"""The researcher that needs no model and no network: it finds, quotes, weighs and arranges."""

from collections.abc import Iterator, Sequence

from nyqst.research.model.brief import DataBrief, TaskFailure, TaskFindings
from nyqst.research.model.evidence import Note, Passage, Source
from nyqst.research.model.plan import PlanRequest, PlanSet, PlanTask
from nyqst.research.model.usage import Usage
from nyqst.research.runner import Paragraph, Reflection, Section
from nyqst.research.search import Search
from nyqst_agent.offline.brief import synthesize
from nyqst_agent.offline.cross_check import cross_check
from nyqst_agent.offline.notes import take_notes
from nyqst_agent.offline.plan import plan
from nyqst_agent.offline.queries import choose_queries
from nyqst_agent.offline.reflect import reflect
from nyqst_agent.offline.write import write


class OfflineRunner:
    """Implements `nyqst.research.runner.Runner`. Keeps nothing between calls and costs nothing."""

    @property
    def usage(self) -> Usage:
        return Usage()

    def plan(self, request: PlanRequest) -> PlanSet:
        return plan(request)

    def choose_queries(
        self, task: PlanTask, notes: Sequence[Note], missing: Sequence[str]
    ) -> tuple[str, ...]:
        return choose_queries(task, notes, missing)

    def take_notes(self, task: PlanTask, passages: Sequence[Passage]) -> tuple[Note, ...]:
        return take_notes(task, passages)

    def reflect(self, task: PlanTask, notes: Sequence[Note]) -> Reflection:
        return reflect(task, notes)

    def cross_check(
        self, findings: Sequence[TaskFindings], search: Search
    ) -> tuple[TaskFindings, ...]:
        return cross_check(findings, search)

    def synthesize(
        self,
        plan: PlanSet,
        findings: Sequence[TaskFindings],
        failures: Sequence[TaskFailure],
        sources: Sequence[Source],
    ) -> DataBrief:
        return synthesize(plan, findings, failures, sources)

    def write(self, brief: DataBrief, section: Section) -> Iterator[Paragraph]:
        return write(brief, section)
