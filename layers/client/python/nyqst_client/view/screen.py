"""The view of a run that goes on: exactly as many lines as the screen has, none too long.

the question
what goes on                                     the time
─────────────────────────────────────────────────────────
the tasks, or one line for all when room gets scarce
the report, as much of its end as there is room for
─────────────────────────────────────────────────────────
counts                                    how to leave
"""

from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from nyqst_client.progress.run_progress import RunProgress
from nyqst_client.view.lines import BLANK, clipped, spread, wrapped
from nyqst_client.view.marks import CITE, HEADING, QUIET, WARNING, Marks
from nyqst_client.view.report import last_report_lines
from nyqst_client.view.tasks import Layout, few_task_lines, roomy_task_lines, summed_up
from nyqst_client.view.wording import clock, doing, facts

WIDEST = 112
"""Cells. Longer lines are hard to read."""
_REPORT_WANTS = 9
"""Lines. With fewer than that the tasks make room for it."""
_TURNS_PER_S = 4
_LEAVE = "Ctrl-C leaves, the run goes on"


@dataclass(frozen=True, slots=True)
class Moment:
    """What changes without an event."""

    elapsed: float
    """Seconds since the run began."""
    ticks: float
    """Seconds since the view was opened."""


def screen_lines(
    console: Console, progress: RunProgress, moment: Moment, marks: Marks, width: int, height: int
) -> list[Text]:
    inner = max(1, min(width - 2, WIDEST))
    top = _header(console, progress, moment, marks, inner, height)
    bottom = _footer(progress, marks, inner)
    room = height - len(top) - len(bottom)
    lines = [*top, *_body(console, progress, marks, inner, max(0, room)), *bottom]
    margin = " " if width > inner else ""
    return [clipped(Text.assemble(margin, line), width) for line in lines[:height]]


def _header(
    console: Console,
    progress: RunProgress,
    moment: Moment,
    marks: Marks,
    width: int,
    height: int,
) -> list[Text]:
    most = 1 if height < 16 else 2 if height < 40 else 4
    question = list(wrapped(console, Text(progress.question, HEADING), width))
    if len(question) > most:
        rest = " ".join(line.plain for line in question[most - 1 :])
        question[most - 1 :] = [clipped(Text(rest, HEADING), width)]
    turn = marks.turning[int(moment.ticks * _TURNS_PER_S) % len(marks.turning)]
    now = Text.assemble((turn, CITE), " ", doing(progress))
    status = spread(now, Text(clock(moment.elapsed), QUIET), width)
    return [*question, status, _bar(progress, marks, width)]


def _bar(progress: RunProgress, marks: Marks, width: int) -> Text:
    """A rule whose bright part is the share of tasks that are settled."""
    share = progress.settled / len(progress.tasks) if progress.tasks else 0
    bright = round(share * width)
    return Text.assemble((marks.bar * bright, CITE), (marks.bar * (width - bright), QUIET))


def _body(
    console: Console, progress: RunProgress, marks: Marks, width: int, room: int
) -> list[Text]:
    """Exactly `room` lines."""
    lines = _question_asked(console, progress, width)
    blocks = progress.report.blocks
    if blocks:
        lines += _tasks_beside_report(progress, room)(progress, width, room // 3, marks)
        lines += [BLANK, *_report_title(progress, width), BLANK]
        lines += last_report_lines(console, blocks, width, room - len(lines), marks)
    else:
        lines += roomy_task_lines(progress, width, room - len(lines), marks)
    return [*lines[:room], *[BLANK] * (room - len(lines))]


def _tasks_beside_report(progress: RunProgress, room: int) -> Layout:
    fits = len(progress.tasks) <= room // 3 and room - len(progress.tasks) - 3 >= _REPORT_WANTS
    return few_task_lines if fits else summed_up


def _question_asked(console: Console, progress: RunProgress, width: int) -> list[Text]:
    if progress.asks is None:
        return []
    return [*wrapped(console, Text(progress.asks, WARNING), width), BLANK]


def _report_title(progress: RunProgress, width: int) -> list[Text]:
    title = progress.report_title or progress.report.title
    return [clipped(Text(title, f"{HEADING} {CITE}"), width)] if title else []


def _footer(progress: RunProgress, marks: Marks, width: int) -> list[Text]:
    notice = clipped(Text(progress.fresh_notice, WARNING), width)
    counts = Text(marks.between.join(facts(progress)), QUIET)
    leave = Text(_LEAVE, QUIET)
    fits = counts.cell_len + leave.cell_len + 2 <= width
    last = spread(counts, leave, width) if fits else clipped(counts, width)
    return [*([notice] if notice else []), Text(marks.bar * width, QUIET), last]
