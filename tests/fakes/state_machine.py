"""The workflow's states in this process, tried again and given up as Step Functions does it.

The states, what is caught where, and how often which error is tried again follow
`infra/constructs/workflow.py`; waits are left out.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from nyqst.errors import Failed, NyqstError, Superseded
from nyqst.research.model.run import RunKey, RunStatus

Answer = TypeVar("Answer")

FOR_GOOD = frozenset(
    {"Failed", "ModelFailed", "BudgetExhausted", "QuorumNotMet", "Corrupted", "Superseded"}
)
RETRIES_WHEN_THROTTLED = 6
RETRIES = 2


class Crash(BaseException):
    """A worker dies: nothing in it can catch this, only its caller sees it."""


class Lost(Exception):
    """A state failed and was tried again as often as it may."""


class Workers(Protocol):
    """What the states call. Each member may be a new object every time."""

    @property
    def stores(self) -> Any: ...
    @property
    def plan_run(self) -> Callable[[RunKey], Any]: ...
    @property
    def research_task(self) -> Callable[[RunKey, str], Any]: ...
    @property
    def synthesize_run(self) -> Callable[[RunKey], Any]: ...
    @property
    def write_deliverable(self) -> Callable[[RunKey], Any]: ...
    @property
    def close_run(self) -> Callable[[RunKey, RunStatus], Any]: ...


class Stopped(Exception):
    """The execution was stopped between two states."""


@dataclass
class StateMachine:
    workers: Workers
    lost: list[str] = field(default_factory=list)
    """States that failed for good, in order."""

    def execute(self, key: RunKey) -> None:
        """Raises `Lost` when not even the run's ending came off."""
        try:
            self._end(key, self._research(key))
        except Stopped:
            return

    def _research(self, key: RunKey) -> RunStatus:
        workers = self.workers
        try:
            planned = self._state(key, "plan", lambda: workers.plan_run(key))
            for task_id in planned["tasks"]:
                self._task(key, task_id)
            self._state(key, "synthesize", lambda: workers.synthesize_run(key))
            self._state(key, "write", lambda: workers.write_deliverable(key))
        except Lost:
            return RunStatus.FAILED
        return RunStatus.SUCCEEDED

    def _end(self, key: RunKey, status: RunStatus) -> None:
        self._state(key, "close", lambda: self.workers.close_run(key, status))

    def _task(self, key: RunKey, task_id: str) -> None:
        """One iteration of the map. What its function answers instead of raising is done with."""

        def research() -> None:
            try:
                self.workers.research_task(key, task_id)
            except (Failed, Superseded):
                self.lost.append(task_id)

        try:
            self._state(key, task_id, research)
        except Lost:
            return

    def _state(self, key: RunKey, name: str, work: Callable[[], Answer]) -> Answer:
        throttled = tries = 0
        while True:
            if key in self.workers.stores.workflow.stopped:
                raise Stopped
            try:
                return work()
            except (NyqstError, Crash) as error:
                kind = type(error).__name__
                throttled += kind == "Throttled"
                tries += kind != "Throttled"
                given_up = throttled > RETRIES_WHEN_THROTTLED or tries > RETRIES
                if kind in FOR_GOOD or given_up:
                    self.lost.append(name)
                    raise Lost(name) from error
