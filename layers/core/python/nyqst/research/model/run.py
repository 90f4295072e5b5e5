"""A run: one question, one AI message, one report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from nyqst.identity.model.tenant import Allowances, TenantStatus
from nyqst.identity.plan import PlanCode
from nyqst.metering.model.model_class import ModelClass
from nyqst.research.model.plan import Limits

MAX_QUERY = 4_000


class RunStatus(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    WAITING = "waiting"
    """For a person."""
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


TRANSITIONS: Mapping[RunStatus, frozenset[RunStatus]] = {
    RunStatus.QUEUED: frozenset({RunStatus.RUNNING, RunStatus.FAILED, RunStatus.CANCELLED}),
    RunStatus.RUNNING: frozenset(
        {RunStatus.WAITING, RunStatus.SUCCEEDED, RunStatus.FAILED, RunStatus.CANCELLED}
    ),
    RunStatus.WAITING: frozenset({RunStatus.RUNNING, RunStatus.FAILED, RunStatus.CANCELLED}),
    RunStatus.SUCCEEDED: frozenset(),
    RunStatus.FAILED: frozenset(),
    RunStatus.CANCELLED: frozenset(),
}


def sources_of(target: RunStatus) -> tuple[RunStatus, ...]:
    """The statuses from which a run may become `target`."""
    return tuple(status for status, targets in TRANSITIONS.items() if target in targets)


class Deliverable(StrEnum):
    REPORT = "REPORT"
    WEBSITE = "WEBSITE"
    SLIDE = "SLIDE"
    DOCUMENT = "DOCUMENT"
    CODE = "CODE"


AVAILABLE_DELIVERABLES = frozenset({Deliverable.REPORT})


class Mode(StrEnum):
    NORMAL = "normal"
    SUPER_REPORT = "super_report"


LIMITS: Mapping[Mode, Limits] = {
    Mode.NORMAL: Limits(
        tasks=8, rounds=2, queries_per_round=4, passages_per_query=12, notes_per_task=36
    ),
    Mode.SUPER_REPORT: Limits(
        tasks=14, rounds=4, queries_per_round=6, passages_per_query=16, notes_per_task=40
    ),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended. The first one that is written down holds."""

    status: RunStatus
    error_type: str | None = None
    """A stable code, where it did not succeed."""
    error_message: str | None = None
    """For people; never an exception's text."""


@dataclass(frozen=True, slots=True)
class RunKey:
    """What a worker is told: everything else it reads."""

    tenant_id: str
    run_id: str


@dataclass(frozen=True, slots=True)
class Run:
    id: str
    tenant_id: str
    user_id: str
    workspace_id: str
    chat_id: str
    user_message_id: str
    message_id: str
    """The AI message that this run writes."""
    query: str
    deliverable: Deliverable
    mode: Mode
    runner: str
    """Which runner does it: `offline`, `bedrock`, or `scenario:<name>`."""
    status: RunStatus
    created_at: datetime
    deadline: datetime
    """After this the reaper ends it; set anew when the run is dispatched."""
    document_ids: tuple[str, ...] | None = None
    """What it may read; None is everything of the tenant."""
    project_id: str | None = None
    """Which it is for, within its workspace."""
    retry_of: str | None = None
    """The run whose finished steps it takes over."""
    follows: str | None = None
    """The run before it in the chat, on whose findings it builds."""
    attempt: int = 1
    """1, and one more for every retry."""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    error_type: str | None = None
    error_message: str | None = None
    plan: PlanCode = PlanCode.SANDBOX
    """Under which it was admitted."""
    standing: TenantStatus = TenantStatus.ACTIVE
    """Of its tenant, then; the allowances too."""
    allowances: Allowances = field(default_factory=dict)
    catalog_version: int = 1
    """Under which it was admitted; its models and their prices stay as they were then."""
    model_class: ModelClass = ModelClass.ECONOMY
    model_asked: bool = False
    """Whether its user asked for that class, or it is what the plan gives."""
    budget_micros: int = 0
    """What its model may cost, in millionths of a dollar; never more."""
    dispatched: bool = False
    """Whether it has its place among the tenant's running ones; before that it waits."""
    reservation: str | None = None
    """Handle of what was set aside for it; None if it was never admitted, as before metering."""
    limited: bool = True
    """Whether its tenant's limits were enforced when it was admitted."""
    unrecorded: Mapping[str, Any] | None = None
    """The decision that admitted it, if it could not be stored then."""
    closed: bool = False
    """Whether its log has its terminal event."""

    @property
    def key(self) -> RunKey:
        return RunKey(self.tenant_id, self.id)

    @property
    def limits(self) -> Limits:
        return LIMITS[self.mode]

    @property
    def ended(self) -> bool:
        return not TRANSITIONS[self.status]

    @property
    def waits(self) -> bool:
        """For a place, and has no deadline yet."""
        return self.status is RunStatus.QUEUED and not self.dispatched


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a finished run hands over, all of it artifacts."""

    manifest_sha256: str
    files: Mapping[str, str]
    """Format, such as `html`, to sha256."""
    title: str
    summary: str
    """The answer in plain text: the AI message's content."""
    entities: tuple[dict[str, Any], ...]
    """What the report cites, as events show it."""
    citations: int
    citations_verified: int
    sources: int
    tasks: int
    tasks_failed: int
