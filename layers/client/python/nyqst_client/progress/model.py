"""What a person wants to know of a run."""

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    QUEUED = "queued"
    PLANNING = "planning"
    RESEARCHING = "researching"
    COMPARING = "comparing"
    WRITING = "writing"
    FINISHING = "finishing"
    WAITING = "waiting"
    """For a person."""
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        return self in (Phase.SUCCEEDED, Phase.FAILED, Phase.CANCELLED)


class TaskState(StrEnum):
    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"

    @property
    def settled(self) -> bool:
        return self in (TaskState.DONE, TaskState.FAILED)


@dataclass(frozen=True, slots=True)
class Task:
    """A question that the run was split into."""

    id: str
    title: str
    state: TaskState = TaskState.WAITING
    action: str = ""
    """What it is doing now."""
    found: int | None = None
    """What the last thing it did has brought."""
    notes: int | None = None
    sources: int | None = None
    verdict: str = ""
    """What was said of it when it was done, or had failed."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that went wrong on the way."""

    at_ms: int
    text: str


@dataclass(slots=True)
class Citations:
    """What the citation gate has said so far."""

    checked: int = 0
    verified: int = 0
    kept: int = 0
    """Sentences."""
    marked: int = 0
    dropped: int = 0
