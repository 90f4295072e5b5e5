"""Events about the plan and its tasks."""

from collections.abc import Iterator, Mapping

from nyqst_client.progress.changes import Change, Data
from nyqst_client.progress.model import Phase, Task, TaskState
from nyqst_client.progress.of_report import citations_checked
from nyqst_client.progress.printable import printable
from nyqst_client.progress.run_progress import RunProgress

_STATES = {
    "loading": TaskState.WORKING,
    "success": TaskState.DONE,
    "error": TaskState.FAILED,
}


def _task_update(progress: RunProgress, data: Data) -> None:
    for task in _planned(data):
        _learn(progress, task)
    key = data.get("key")
    if key not in progress.tasks:
        if progress.tasks:
            progress.enter(Phase.RESEARCHING)
        return
    state = _STATES.get(str(data.get("status")), TaskState.WORKING)
    told = data.get("metadata") or {}
    counts = {name: told[name] for name in ("notes", "sources") if isinstance(told.get(name), int)}
    verdict = printable(data.get("message")) if state.settled else ""
    progress.change_task(key, state=state, action="", found=None, verdict=verdict, **counts)


def _planned(data: Data) -> Iterator[Data]:
    plans = (data.get("plan_set") or {}).get("plans") or {}
    for plan in plans.values():
        yield from (plan.get("plan_tasks") or {}).values()


def _learn(progress: RunProgress, task: Data) -> None:
    task_id = str(task.get("id"))
    if task_id not in progress.tasks:
        title = printable(task.get("title")) or printable(task.get("message"))
        progress.tasks[task_id] = Task(task_id, title or task_id)


def _pending_sources(progress: RunProgress, data: Data) -> None:
    progress.readable = len(data.get("pending_sources") or ())


def _action(progress: RunProgress, data: Data) -> None:
    node, action = data.get("node_id"), printable(data.get("current_action"))
    if node in progress.tasks:
        progress.change_task(node, state=TaskState.WORKING, action=action, found=None)
        return
    progress.activity = action
    if node == "planning":
        progress.enter(Phase.PLANNING)
    elif node == "synthesis":
        progress.enter(Phase.COMPARING)


def _tool(progress: RunProgress, data: Data) -> None:
    change = _TOOL_CHANGES.get(str(data.get("event")))
    if change is not None:
        change(progress, data)


def _tool_started(progress: RunProgress, data: Data) -> None:
    told = data.get("metadata") or {}
    task = progress.tasks.get(str(data.get("node_id")))
    what = printable(told.get("input"))
    if task and what not in task.action:
        action = f"{printable(data.get('tool_type'))}: {what}"
        progress.change_task(task.id, state=TaskState.WORKING, action=action, found=None)


def _tool_completed(progress: RunProgress, data: Data) -> None:
    told = data.get("metadata") or {}
    if isinstance(told.get("found"), int):
        progress.change_task(data.get("node_id"), found=told["found"])


def _tools_failed(progress: RunProgress, data: Data) -> None:
    told = data.get("metadata") or {}
    what = printable(told.get("input")) or printable(data.get("tool_type")) or "a tool"
    progress.notice(f"Nothing answered for {what}")


_TOOL_CHANGES: Mapping[str, Change] = {
    "tool_call_started": _tool_started,
    "tool_call_completed": _tool_completed,
    "all_tools_failed": _tools_failed,
    "citations_checked": citations_checked,
}

CHANGES: Mapping[str, Change] = {
    "task_update": _task_update,
    "pending_sources": _pending_sources,
    "update_subagent_current_action": _action,
    "node_tool_event": _tool,
}
