"""Events for programs: as they come, one a line."""

import json
import sys

from nyqst_client.client import Client
from nyqst_client.model.event import Event
from nyqst_client.progress.apply import apply
from nyqst_client.progress.run_progress import RunProgress
from nyqst_client.view.outcome import Outcome, outcome_of


def write_events(client: Client, run_id: str) -> Outcome:
    progress = RunProgress()
    for event in client.runs.follow(run_id):
        write_event(event)
        apply(progress, event)
    return outcome_of(client.runs.get(run_id), progress)


def write_event(event: Event) -> None:
    """In ASCII, so that nothing in an event can do anything to a terminal or be mistaken."""
    sys.stdout.write(json.dumps(event.data, separators=(",", ":")) + "\n")
    sys.stdout.flush()
