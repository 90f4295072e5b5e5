"""A run: one question, one report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

ENDED = frozenset({"succeeded", "failed", "cancelled"})


@dataclass(frozen=True, slots=True)
class Delivery:
    title: str
    manifest_sha256: str
    files: Mapping[str, str] = field(default_factory=dict)
    """Format, such as `html`, to the sha256 of its artifact."""
    citations: int = 0
    citations_verified: int = 0
    sources: int = 0
    tasks: int = 0
    tasks_failed: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    id: str
    chat_id: str
    message_id: str
    query: str
    status: str
    """`queued`, `running`, `waiting`, `succeeded`, `failed`, `cancelled`, or one yet to come."""
    created_at: datetime
    deliverable_type: str = "REPORT"
    mode: str = "normal"
    project_id: str | None = None
    model_class: str = ""
    budget_micros: int = 0
    """The most that its model may cost, in millionths of a dollar."""
    attempt: int = 1
    queue_position: int | None = None
    """From 1, while it waits, among the tenant's own; only on a run asked for by its id."""
    retry_of: str | None = None
    follows: str | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    error_type: str | None = None
    error_message: str | None = None
    delivery: Delivery | None = None
    """Only on a run that was asked for by its id, once it has succeeded."""

    @property
    def ended(self) -> bool:
        return self.status in ENDED
