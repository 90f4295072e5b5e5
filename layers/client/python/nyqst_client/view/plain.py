"""A run as lines of text, one for each thing that happens."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from nyqst_client.model.event import Event
from nyqst_client.progress.apply import apply
from nyqst_client.progress.model import Task, TaskState
from nyqst_client.progress.printable import printable
from nyqst_client.progress.run_progress import RunProgress
from nyqst_client.view.wording import clock, counted, task_status

Data = Mapping[str, Any]


class PlainView:
    def __init__(self, console: Console, progress: RunProgress, run_id: str) -> None:
        self._console = console
        self._progress = progress
        self._last = ""
        self._say(f"{run_id}: {progress.question}")

    def take(self, event: Event) -> None:
        apply(self._progress, event)
        tell = _TELL.get(event.type)
        if tell is None:
            return
        for line in tell(self._progress, event.data):
            if line != self._last:
                self._last = line
                self._say(line)

    def _say(self, line: str) -> None:
        at = clock((self._progress.latest_ms - self._progress.began_ms) / 1000)
        self._console.print(Text(f"{at:>6}  {line}"), soft_wrap=True)


def _planned(progress: RunProgress, data: Data) -> Iterator[str]:
    task = progress.tasks.get(str(data.get("key")))
    if task is not None:
        yield f"{_number(progress, task)} {_state(task)}"
        return
    yield f"Planned: {printable(data.get('title'))}"
    for one in progress.tasks.values():
        yield f"{_number(progress, one)} {one.title}"


def _state(task: Task) -> str:
    if task.state is TaskState.WORKING:
        return f"Begins: {task.title}"
    word = "Done" if task.state is TaskState.DONE else "Failed"
    return f"{word}: {task.title}: {task_status(task)}"


def _acts(progress: RunProgress, data: Data) -> Iterator[str]:
    task = progress.tasks.get(str(data.get("node_id")))
    action = printable(data.get("current_action"))
    yield f"{_number(progress, task)} {action}" if task else action


def _checked(_: RunProgress, data: Data) -> Iterator[str]:
    if data.get("event") != "citations_checked":
        return
    told = data.get("metadata") or {}
    checked = counted(told.get("citations", 0), "citation")
    dropped = len(told.get("dropped") or ())
    lost = f", {counted(dropped, 'sentence')} dropped" if dropped else ""
    section = printable(told.get("section_id"))
    yield f"Section {section}: {told.get('citations_verified', 0)} of {checked} verified{lost}"


def _reads(progress: RunProgress, _: Data) -> Iterator[str]:
    yield f"{counted(progress.readable, 'source')} to read"


def _writes(progress: RunProgress, _: Data) -> Iterator[str]:
    yield f"Writing: {progress.report_title}"


def _cites(progress: RunProgress, _: Data) -> Iterator[str]:
    yield f"{counted(len(progress.cited), 'source')} cited"


def _has_file(_: RunProgress, data: Data) -> Iterator[str]:
    yield f"Ready: {printable((data.get('entity') or {}).get('file_name'))}"


def _warns(progress: RunProgress, _: Data) -> Iterator[str]:
    yield f"Warning: {progress.notices[-1].text}"


def _asks(progress: RunProgress, _: Data) -> Iterator[str]:
    yield f"Waiting for an answer: {progress.asks}"


def _number(progress: RunProgress, task: Task) -> str:
    place = list(progress.tasks).index(task.id) + 1
    return f"[{place}/{len(progress.tasks)}]"


_TELL: Mapping[str, Callable[[RunProgress, Data], Iterator[str]]] = {
    "task_update": _planned,
    "update_subagent_current_action": _acts,
    "pending_sources": _reads,
    "node_tool_event": _checked,
    "node_report_preview_start": _writes,
    "references_found": _cites,
    "message-file": _has_file,
    "error": _warns,
    "clarification_needed": _asks,
    "browser_use_await_user_input": _asks,
}
