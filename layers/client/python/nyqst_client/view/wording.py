"""Figures and states in words."""

from collections.abc import Mapping
from decimal import Decimal

from nyqst_client.progress.model import Phase, Task, TaskState
from nyqst_client.progress.run_progress import RunProgress

_PHASES: Mapping[Phase, str] = {
    Phase.QUEUED: "Waiting for a worker",
    Phase.PLANNING: "Planning",
    Phase.RESEARCHING: "Researching",
    Phase.COMPARING: "Comparing what was found",
    Phase.WRITING: "Writing the report",
    Phase.FINISHING: "Finishing the files",
    Phase.WAITING: "Waiting for an answer",
    Phase.SUCCEEDED: "Delivered",
    Phase.FAILED: "Failed",
    Phase.CANCELLED: "Cancelled",
}


def counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def dollars(cents: int) -> str:
    return f"${Decimal(cents) / 100:,.2f}"


def doing(progress: RunProgress) -> str:
    """What goes on, in a few words."""
    if progress.phase is Phase.PLANNING and progress.activity:
        return progress.activity
    words = _PHASES[progress.phase]
    if progress.phase is Phase.RESEARCHING:
        total = len(progress.tasks)
        return f"{words}: {progress.settled} of {counted(total, 'question')} settled"
    return words


def task_status(task: Task) -> str:
    """What a task does, or what has come of it."""
    if task.state is TaskState.WORKING:
        found = "" if task.found is None else f" ({task.found:,} found)"
        return f"{task.action}{found}"
    if task.state is TaskState.DONE and task.notes is not None and task.sources is not None:
        return f"{counted(task.notes, 'note')} from {counted(task.sources, 'source')}"
    return task.verdict


def facts(progress: RunProgress) -> list[str]:
    """Counts worth a glance, the most telling first."""
    found = [counted(progress.events, "event")]
    if progress.cost_cents is not None:
        found.insert(0, dollars(progress.cost_cents))
    if progress.citations.dropped:
        found.insert(0, counted(progress.citations.dropped, "sentence") + " dropped")
    if progress.citations.checked:
        citations = progress.citations
        checked = counted(citations.checked, "citation")
        found.insert(0, f"{citations.verified:,} of {checked} verified")
    notes = sum(task.notes or 0 for task in progress.tasks.values())
    if notes and not progress.citations.checked:
        found.insert(0, counted(notes, "note"))
    if progress.cited:
        found.insert(0, counted(len(progress.cited), "source") + " cited")
    elif progress.readable and not progress.citations.checked:
        found.insert(0, counted(progress.readable, "source") + " to read")
    return found
