"""That a run has ended, as it is told by webhook: without anything that was asked or found."""

from datetime import datetime

from nyqst.ids import dated_id
from nyqst.research.model.run import Run, RunStatus
from nyqst.webhooks.model.event import Event, EventType


def ending_of(run: Run, now: datetime) -> Event:
    """The same however often it is made: its id and its time follow from the run."""
    type_ = EventType.RUN_FINISHED if run.status is RunStatus.SUCCEEDED else EventType.RUN_FAILED
    at = run.ended_at or now
    told = {
        "run_id": run.id,
        "chat_id": run.chat_id,
        "status": run.status.value,
        "error_type": run.error_type,
        "created_at": run.created_at.isoformat(),
        "ended_at": at.isoformat(),
    }
    return Event(run.tenant_id, dated_id("evt", at, run.id.encode()), type_, at, told)
