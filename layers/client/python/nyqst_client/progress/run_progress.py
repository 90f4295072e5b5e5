"""What is known of a run from its events so far."""

from dataclasses import dataclass, field, replace
from typing import Any

from nyqst_client.progress.gml import GmlReader
from nyqst_client.progress.model import Citations, Notice, Phase, Task, TaskState

_NEWS_MS = 15_000


@dataclass
class RunProgress:
    """`apply` takes the events in, in their order and from the first."""

    question: str = ""
    phase: Phase = Phase.QUEUED
    tasks: dict[str, Task] = field(default_factory=dict)
    activity: str = ""
    """What is being done outside of any task."""
    readable: int = 0
    """Sources that the run may read."""
    report: GmlReader = field(default_factory=GmlReader)
    report_title: str = ""
    citations: Citations = field(default_factory=Citations)
    cited: tuple[str, ...] = ()
    """Titles of the sources that the report rests on."""
    files: dict[str, str] = field(default_factory=dict)
    """Name of a file that was delivered, to its sha256."""
    cost_cents: int | None = None
    tokens: int = 0
    notices: list[Notice] = field(default_factory=list)
    asks: str | None = None
    """What the run waits to be told."""
    error_type: str | None = None
    error_message: str | None = None
    events: int = 0
    began_ms: int = 0
    latest_ms: int = 0

    @property
    def settled(self) -> int:
        return sum(task.state.settled for task in self.tasks.values())

    @property
    def failed(self) -> int:
        return sum(task.state is TaskState.FAILED for task in self.tasks.values())

    @property
    def fresh_notice(self) -> str:
        """The last notice while it is news."""
        last = self.notices[-1] if self.notices else None
        return last.text if last and self.latest_ms - last.at_ms <= _NEWS_MS else ""

    def notice(self, text: str) -> None:
        self.notices.append(Notice(self.latest_ms, text))

    def change_task(self, task_id: object, **changes: Any) -> None:
        """Nothing where there is no such task."""
        if isinstance(task_id, str) and task_id in self.tasks:
            self.tasks[task_id] = replace(self.tasks[task_id], **changes)

    def enter(self, phase: Phase) -> None:
        if not self.phase.ended:
            self.phase = phase
