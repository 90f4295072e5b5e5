"""The signs and colours of the view."""

from collections.abc import Mapping
from dataclasses import dataclass

from rich.console import Console

from nyqst_client.progress.model import TaskState

TASK_STYLES: Mapping[TaskState, str] = {
    TaskState.WAITING: "dim",
    TaskState.WORKING: "cyan",
    TaskState.DONE: "green",
    TaskState.FAILED: "red",
}
QUIET = "dim"
WARNING = "yellow"
CITE = "cyan"
HEADING = "bold"


@dataclass(frozen=True, slots=True)
class Marks:
    tasks: Mapping[TaskState, str]
    turning: str
    """One after the other while something goes on."""
    bar: str
    bullet: str
    between: str
    more: str


UNICODE = Marks(
    tasks={
        TaskState.WAITING: "·",
        TaskState.WORKING: "▸",
        TaskState.DONE: "✓",
        TaskState.FAILED: "✗",
    },
    turning="⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏",
    bar="─",
    bullet="•",
    between=" · ",
    more="…",
)
ASCII = Marks(
    tasks={
        TaskState.WAITING: ".",
        TaskState.WORKING: ">",
        TaskState.DONE: "+",
        TaskState.FAILED: "x",
    },
    turning="|/-\\",
    bar="-",
    bullet="*",
    between=" | ",
    more="...",
)


def marks_for(console: Console) -> Marks:
    return ASCII if console.options.ascii_only else UNICODE
