"""Adding an event to what is known of its run."""

from collections.abc import Mapping

from nyqst_client.model.event import Event
from nyqst_client.progress import of_report, of_run, of_tasks
from nyqst_client.progress.changes import Change
from nyqst_client.progress.run_progress import RunProgress

_CHANGES: Mapping[str, Change] = {**of_tasks.CHANGES, **of_report.CHANGES, **of_run.CHANGES}


def apply(progress: RunProgress, event: Event) -> None:
    """Types that are not known are counted and passed over."""
    progress.events = event.seq
    progress.latest_ms = event.at_ms
    progress.began_ms = progress.began_ms or event.at_ms
    change = _CHANGES.get(event.type)
    if change is not None:
        change(progress, event.data)
