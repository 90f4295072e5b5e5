"""What stays on the screen when a run has ended or is left: its tasks, report and figures."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from nyqst_client.progress.model import TaskState
from nyqst_client.progress.printable import printable
from nyqst_client.progress.run_progress import RunProgress
from nyqst_client.view.lines import BLANK, wrapped
from nyqst_client.view.marks import CITE, HEADING, QUIET, TASK_STYLES, marks_for
from nyqst_client.view.outcome import Outcome
from nyqst_client.view.report import report_lines, source_lines
from nyqst_client.view.screen import WIDEST
from nyqst_client.view.tasks import task_lines
from nyqst_client.view.wording import clock, counted, doing, dollars, facts


def print_question_and_tasks(console: Console, progress: RunProgress) -> None:
    width = _width(console)
    tasks = list(progress.tasks.values())
    lines = [
        *wrapped(console, Text(progress.question, HEADING), width),
        BLANK,
        *task_lines(tasks, width, marks_for(console)),
    ]
    _print(console, [*lines, BLANK] if tasks else lines)


def print_report(console: Console, progress: RunProgress) -> None:
    width, report = _width(console), progress.report
    title = progress.report_title or report.title
    _print(console, [Text(title, f"{HEADING} {CITE}"), BLANK] if title else [])
    _print(console, report_lines(console, report.blocks, width, marks_for(console)))
    if report.references:
        _print(console, [BLANK, Text("Sources", HEADING), BLANK])
        _print(console, source_lines(console, report.references, width))
    _print(console, [BLANK])


def print_outcome(console: Console, outcome: Outcome) -> None:
    marks = marks_for(console)
    state = TaskState.DONE if outcome.succeeded else TaskState.FAILED
    text = Text.assemble((marks.tasks[state], TASK_STYLES[state]), " ", _verdict(outcome))
    text.append(marks.between + marks.between.join(_figures(outcome)), QUIET)
    _print_paragraph(console, text)


def print_left(console: Console, progress: RunProgress) -> None:
    """The run goes on; this is how far it has come."""
    marks = marks_for(console)
    counts = marks.between.join([doing(progress), *facts(progress)])
    _print_paragraph(console, Text(counts, QUIET))


def _verdict(outcome: Outcome) -> Text:
    took = clock(outcome.wall_ms / 1000)
    if outcome.succeeded:
        return Text.assemble(("Delivered", HEADING), f" in {took}")
    why = printable(outcome.error_message) or printable(outcome.error_type)
    text = Text.assemble((outcome.status.capitalize(), HEADING), f" after {took}")
    return text.append(f": {why}") if why else text


def _figures(outcome: Outcome) -> Iterator[str]:
    failed = f" ({outcome.tasks_failed} failed)" if outcome.tasks_failed else ""
    yield f"{counted(outcome.tasks, 'question')}{failed}"
    if outcome.succeeded:
        yield counted(outcome.sources, "source")
        checked = counted(outcome.citations, "citation")
        yield f"{outcome.citations_verified:,} of {checked} verified"
    if outcome.sentences_dropped:
        yield f"{counted(outcome.sentences_dropped, 'sentence')} dropped"
    yield counted(outcome.events, "event")
    yield dollars(outcome.cost_cents)


def _width(console: Console) -> int:
    return min(console.width, WIDEST)


def _print_paragraph(console: Console, text: Text) -> None:
    """Whoever reads lines by a program wants it as one."""
    lines = wrapped(console, text, _width(console), rest="  ")
    _print(console, lines if console.is_interactive else [text])


def _print(console: Console, lines: Iterable[Text]) -> None:
    for line in lines:
        console.print(line, soft_wrap=True)
