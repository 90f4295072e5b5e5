"""The plan of a run: a chain of plans, each with the tasks that run side by side."""

from dataclasses import dataclass
from enum import StrEnum

from nyqst.research.model.evidence import UnreadableFile


class Progress(StrEnum):
    LOADING = "loading"
    SUCCESS = "success"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class PlanTask:
    """One question for one worker. Ids are `t01`, `t02`, …: the same plan has the same ids."""

    id: str
    plan_id: str
    title: str
    message: str
    """The question, put so that it can be researched without knowing the other tasks."""
    previous_task_id: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    id: str
    title: str
    summary: str
    tasks: tuple[PlanTask, ...]
    previous_plan_id: str | None = None
    iteration_number: int = 1


@dataclass(frozen=True, slots=True)
class PlanSet:
    """`plans` is in order; each names the one before it."""

    question: str
    title: str
    """A short name for the question, used for the chat and the report."""
    plans: tuple[Plan, ...]
    unreadable: tuple[UnreadableFile, ...] = ()
    """What the run was to read and cannot."""

    @property
    def tasks(self) -> tuple[PlanTask, ...]:
        return tuple(task for plan in self.plans for task in plan.tasks)

    def task(self, task_id: str) -> PlanTask:
        return next(task for task in self.tasks if task.id == task_id)


@dataclass(frozen=True, slots=True)
class Limits:
    """How far one run may go. `rounds` counts search-read-note cycles of one task."""

    tasks: int
    rounds: int
    queries_per_round: int
    passages_per_query: int
    notes_per_task: int


@dataclass(frozen=True, slots=True)
class SourceOutline:
    """What a planner may know of a source before anything is read."""

    sha256: str
    title: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanRequest:
    question: str
    limits: Limits
    sources: tuple[SourceOutline, ...] = ()
    earlier_questions: tuple[str, ...] = ()
    """The questions asked before in the same chat, oldest first."""
