"""The runner: the mind of a run, behind one protocol.

Three stand behind it in `nyqst_agent`: `offline` (extractive and deterministic, no model),
`bedrock` (the same steps by a model) and `scenario` (for tests). The graph, the limits, the
citation gate and the report's shape are the same for all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from nyqst.research.model.brief import DataBrief, TaskFailure, TaskFindings
from nyqst.research.model.evidence import Claim, Note, Passage, Source
from nyqst.research.model.plan import PlanRequest, PlanSet, PlanTask
from nyqst.research.model.usage import Usage
from nyqst.research.search import Search


@dataclass(frozen=True, slots=True)
class Reflection:
    """Whether a task is done. `missing` says what to look for in another round."""

    done: bool
    missing: tuple[str, ...] = ()


class SectionKind(StrEnum):
    SUMMARY = "summary"
    FINDING = "finding"
    RISKS = "risks"
    OPPORTUNITIES = "opportunities"
    CONFLICTS = "conflicts"
    SUPERSEDED = "superseded"
    GAPS = "gaps"


@dataclass(frozen=True, slots=True)
class Section:
    """A section to be written. `finding` indexes `brief.findings` where the kind is FINDING."""

    id: str
    kind: SectionKind
    title: str
    finding: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    claims: tuple[Claim, ...]
    bullet: bool = False


class Runner(Protocol):
    """Raises `ModelFailed` when a call fails for good, `Throttled` when it may be tried again."""

    @property
    def usage(self) -> Usage:
        """Everything this runner has consumed since it was made."""

    def plan(self, request: PlanRequest) -> PlanSet:
        """Between 1 and `request.limits.tasks` tasks."""

    def choose_queries(
        self, task: PlanTask, notes: Sequence[Note], missing: Sequence[str]
    ) -> tuple[str, ...]:
        """What to search for next; empty when there is nothing left to try."""

    def take_notes(self, task: PlanTask, passages: Sequence[Passage]) -> tuple[Note, ...]:
        """The sentences that bear on the task. Every note's span lies within a given passage."""

    def reflect(self, task: PlanTask, notes: Sequence[Note]) -> Reflection:
        """Is this enough, and if not, what is missing?"""

    def cross_check(
        self, findings: Sequence[TaskFindings], search: Search
    ) -> tuple[TaskFindings, ...]:
        """The findings with notes of relevance 0 on what speaks against theirs, or is newer.

        Every text that was opened for it is among the `sources_read`.
        """

    def synthesize(
        self,
        plan: PlanSet,
        findings: Sequence[TaskFindings],
        failures: Sequence[TaskFailure],
        sources: Sequence[Source],
    ) -> DataBrief:
        """One brief out of what all tasks found; `sources` are the texts that were read."""

    def write(self, brief: DataBrief, section: Section) -> Iterator[Paragraph]:
        """The section's prose, a paragraph at a time. Citations must come from the brief."""
