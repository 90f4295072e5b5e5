"""The tasks of a run."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from rich.text import Text

from nyqst_client.progress.model import Task, TaskState
from nyqst_client.progress.run_progress import RunProgress
from nyqst_client.view.lines import clipped
from nyqst_client.view.marks import QUIET, TASK_STYLES, Marks
from nyqst_client.view.wording import counted, task_status

_TITLE_PERCENT = 55
_ONE_LINE_FROM = 100
"""Cells. With fewer, title and status want a line each."""

_IMPORTANCE: Mapping[TaskState, int] = {
    TaskState.WORKING: 0,
    TaskState.FAILED: 1,
    TaskState.WAITING: 2,
    TaskState.DONE: 3,
}


def task_lines(tasks: Sequence[Task], width: int, marks: Marks) -> Iterator[Text]:
    """One for each: titles in one column, what the tasks do in the next."""
    longest = max((Text(task.title).cell_len for task in tasks), default=0)
    column = min(longest, width * _TITLE_PERCENT // 100)
    for task in tasks:
        title = clipped(_title(task), column)
        title.pad_right(column - title.cell_len)
        yield clipped(Text.assemble(_mark(task, marks), title, "  ", _status(task)), width)


def task_pairs(tasks: Sequence[Task], width: int, marks: Marks) -> Iterator[Text]:
    """Two for each: the title, and below it what the task does."""
    for task in tasks:
        yield clipped(Text.assemble(_mark(task, marks), _title(task)), width)
        yield clipped(Text.assemble("    ", _status(task)), width)


def roomy_task_lines(progress: RunProgress, width: int, height: int, marks: Marks) -> list[Text]:
    """The tasks in up to `height` lines, in two for each where that makes them readable."""
    tasks = list(progress.tasks.values())
    if width < _ONE_LINE_FROM and 2 * len(tasks) <= height:
        return list(task_pairs(tasks, width, marks))
    return few_task_lines(progress, width, height, marks)


def few_task_lines(progress: RunProgress, width: int, height: int, marks: Marks) -> list[Text]:
    """The tasks in up to `height` lines: those that work first, and how many are left out."""
    tasks = list(progress.tasks.values())
    if len(tasks) <= height:
        return list(task_lines(tasks, width, marks))
    if height <= 0:
        return []
    tasks.sort(key=lambda task: _IMPORTANCE[task.state])
    left_out = Text(f"  and {len(tasks) - height + 1} more", QUIET)
    return [*task_lines(tasks[: height - 1], width, marks), clipped(left_out, width)]


def summed_up(progress: RunProgress, width: int, height: int, marks: Marks) -> list[Text]:
    """All tasks in one line, and a line for each that failed while there is room."""
    tasks = progress.tasks.values()
    answered = len(tasks) - progress.failed
    notes = counted(sum(task.notes or 0 for task in tasks), "note")
    line = Text.assemble(
        (marks.tasks[TaskState.DONE], TASK_STYLES[TaskState.DONE]),
        f" {answered} of {counted(len(tasks), 'question')} answered",
        (f"{marks.between}{notes}", QUIET),
    )
    failed = [task for task in tasks if task.state is TaskState.FAILED]
    return [clipped(line, width), *task_lines(failed, width, marks)][: max(0, height)]


Layout = Callable[[RunProgress, int, int, Marks], list[Text]]


def _mark(task: Task, marks: Marks) -> Text:
    return Text.assemble((marks.tasks[task.state], TASK_STYLES[task.state]), " ")


def _title(task: Task) -> Text:
    return Text(task.title, QUIET if task.state is TaskState.WAITING else "")


def _status(task: Task) -> Text:
    failed = task.state is TaskState.FAILED
    return Text(task_status(task), TASK_STYLES[task.state] if failed else QUIET)
