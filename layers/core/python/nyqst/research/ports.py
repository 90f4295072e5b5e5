"""What research needs of the world."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from nyqst.artifacts.store import Artifacts
from nyqst.chats.model import Chat, Message
from nyqst.idempotency import Once
from nyqst.paging import Listed
from nyqst.research.model.brief import TaskFindings
from nyqst.research.model.evidence import Passage
from nyqst.research.model.plan import Limits, PlanTask
from nyqst.research.model.report import Report
from nyqst.research.model.run import Outcome, Run, RunKey, RunStatus
from nyqst.research.model.step import Lease
from nyqst.research.model.turns import TenantsWaiting, Turns
from nyqst.research.runner import Runner
from nyqst.research.search import Search


class RunStore(Protocol):
    def create(
        self, run: Run, messages: Sequence[Message], chat: Chat | None, once: Once | None
    ) -> Run:
        """Writes all of it or nothing; the run that the same request made before, if it did."""

    def made_by(self, tenant_id: str, once: Once, now: datetime) -> Run | None:
        """The run that the same request made before. Raises `Conflict` if it asked otherwise."""

    def waiting(self, tenant_id: str) -> tuple[Run, ...]:
        """Those of the tenant that wait for a place, the oldest first, up to a hundred."""

    def dispatch(self, key: RunKey, deadline: datetime, now: datetime) -> Run:
        """The run waits no more. Raises `Conflict` unless it is queued."""

    def get(self, key: RunKey) -> Run:
        """Raises `NotFound`."""

    def list(self, tenant_id: str, limit: int, cursor: str | None) -> Listed[Run]:
        """Newest first."""

    def change(self, key: RunKey, status: RunStatus, now: datetime) -> Run:
        """Raises `Conflict` unless the run may become that from what it is."""

    def end(self, key: RunKey, outcome: Outcome, now: datetime) -> Run:
        """The run with its outcome: this one, or the one it had already.

        Raises `Conflict` when it has neither: a run that has not started cannot succeed.
        """

    def mark_closed(self, key: RunKey) -> None:
        """Its log has ended: nobody need look after it any more."""

    def look_again(self, key: RunKey, at: datetime) -> None:
        """When the run is due next, unless it has ended: then it stays due as it was."""

    def due(self, now: datetime, limit: int) -> tuple[Run, ...]:
        """Runs of any tenant that are not closed and whose time to be looked at has come."""


class TenantQueue(Protocol):
    """The tenants that wait for a place of the platform. They belong to no tenant's rows."""

    def anyone(self) -> bool:
        """Whether any waits."""

    def join(self, tenant_id: str, weight: int) -> None:
        """It waits from now on, with that weight."""

    def read(self) -> TenantsWaiting: ...

    def keep(self, turns: Turns, left: str | None) -> None:
        """The next version, and that a tenant has left, or neither.

        Raises `Conflict` unless the version before it is the one that is kept.
        """

    def forget(self) -> None:
        """The turns, not who waits."""


class StepStore(Protocol):
    def acquire(self, key: RunKey, step: str) -> Lease:
        """A lease that supersedes every earlier one, or the step's result if it is done."""

    def finish(self, lease: Lease, result: Mapping[str, Any]) -> None:
        """Raises `Superseded` if a later lease was given meanwhile."""

    def fail(self, lease: Lease, code: str) -> None:
        """Notes why an attempt failed; a later one may still finish the step."""

    def results(self, key: RunKey) -> Mapping[str, Mapping[str, Any]]:
        """Of every step that is done, by name."""

    def failures(self, key: RunKey) -> Mapping[str, str]:
        """Of every step begun and not done, why; `unfinished` where nothing is known."""


class RunnerOf(Protocol):
    def __call__(self, run: Run, lease: Lease) -> Runner:
        """The run's runner, with the money that this attempt at a step may spend."""


class Workflow(Protocol):
    def start(self, key: RunKey) -> None:
        """Starting a run that was started before changes nothing."""

    def stop(self, key: RunKey, reason: str) -> None:
        """Stopping one that does not run changes nothing."""

    def probe(self) -> None:
        """Raises an error of the tree unless runs could be started now."""


class Progress(Protocol):
    """Tells the watchers of a run what a task is doing. Raises `Superseded` when it must stop."""

    def doing(self, action: str) -> None: ...

    def tool_started(self, tool: str, what: str) -> None: ...

    def tool_completed(self, tool: str, what: str, found: int) -> None: ...


class Researcher(Protocol):
    def __call__(
        self,
        task: PlanTask,
        runner: Runner,
        search: Search,
        limits: Limits,
        progress: Progress,
        remembered: Sequence[Passage],
    ) -> TaskFindings:
        """Researches one task; `remembered` is what an earlier run of the chat has found."""


class CorpusOpener(Protocol):
    def __call__(self, artifacts: Artifacts, index_sha256: str) -> Search:
        """The corpus whose index is that artifact."""


class Renderer(Protocol):
    def __call__(self, report: Report) -> Mapping[str, tuple[str, bytes]]:
        """Format to media type and content. The same report gives the same bytes."""
