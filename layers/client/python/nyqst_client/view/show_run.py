"""Watching a run until it ends."""

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from rich.console import Console

from nyqst_client.client import Client
from nyqst_client.model.event import Event
from nyqst_client.model.run import Run
from nyqst_client.progress.printable import printable
from nyqst_client.progress.run_progress import RunProgress
from nyqst_client.view.live import LiveView
from nyqst_client.view.outcome import Outcome, outcome_of
from nyqst_client.view.plain import PlainView
from nyqst_client.view.quiet import QuietView
from nyqst_client.view.summary import (
    print_left,
    print_outcome,
    print_question_and_tasks,
    print_report,
)


class View(Protocol):
    def take(self, event: Event) -> None: ...


def show_run(client: Client, run_id: str, console: Console, *, report: bool = True) -> Outcome:
    """Shows the run on `console` until it ends: live on a terminal, as plain lines elsewhere.

    What it comes to is left on the screen, on a terminal with the report unless `report` says
    otherwise. When it is broken off, by Ctrl-C say, the run goes on and the error goes on up.
    """
    run = client.runs.get(run_id)
    progress = RunProgress(printable(run.query))
    live = console.is_interactive
    try:
        with _view(console, progress, run, live=live) as view:
            for event in client.runs.follow(run_id):
                view.take(event)
    except BaseException:
        if live:
            print_question_and_tasks(console, progress)
        print_left(console, progress)
        raise
    outcome = outcome_of(client.runs.get(run_id), progress)
    if live:
        print_question_and_tasks(console, progress)
        if report and progress.report.blocks:
            print_report(console, progress)
    print_outcome(console, outcome)
    return outcome


def _view(
    console: Console, progress: RunProgress, run: Run, *, live: bool
) -> AbstractContextManager[View]:
    if not live:
        return nullcontext(PlainView(console, progress, run.id))
    # What has ended is read through in a moment: to draw that would only flash.
    return nullcontext(QuietView(progress)) if run.ended else LiveView(console, progress)
