"""The first event of a run's log: whoever comes first writes it, and it is there once."""

from nyqst.clock import Clock, epoch_ms
from nyqst.events.model import Batch, Head
from nyqst.events.ports import EventStore
from nyqst.research.announce import log_of, stream_start
from nyqst.research.model.run import Run


def begin_log(events: EventStore, run: Run, clock: Clock) -> None:
    """Changes nothing when the log has begun."""
    first = stream_start(run).to_json()
    events.append(log_of(run.key), Batch(1, (first,), epoch_ms(clock.now()), run.id))


def begun_log(events: EventStore, run: Run, clock: Clock) -> Head:
    """The end of the log, which has begun by then."""
    head = events.head(log_of(run.key))
    if head.seq > 0:
        return head
    begin_log(events, run, clock)
    return events.head(log_of(run.key))
