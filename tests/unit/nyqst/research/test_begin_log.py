"""The first event of a log."""

from nyqst.events.model import Batch, Head, LogName
from nyqst.research.announce import log_of
from nyqst.research.begin_log import begin_log, begun_log
from tests.builders import a_run
from tests.fakes.clock import FixedClock
from tests.fakes.event_store import MemoryEventStore
from tests.run_log import kinds

RUN = a_run("ten_a")


def test_a_log_begins_with_the_run(clock: FixedClock) -> None:
    events = MemoryEventStore()
    assert begun_log(events, RUN, clock) == Head(1)
    assert kinds(events, RUN.key) == ["stream_start"]


def test_a_log_that_has_begun_is_left_as_it_is(clock: FixedClock) -> None:
    events = MemoryEventStore()
    begin_log(events, RUN, clock)
    events.append(log_of(RUN.key), Batch(2, (b'{"type":"ping"}',), 0, "t"))
    begin_log(events, RUN, clock)
    assert begun_log(events, RUN, clock) == Head(2)
    assert kinds(events, RUN.key) == ["stream_start", "ping"]


def test_of_two_who_begin_it_at_once_one_does(clock: FixedClock) -> None:
    class SomebodyElse(MemoryEventStore):
        """Begins every log between a look at it and the next write."""

        def head(self, log: LogName) -> Head:
            seen = super().head(log)
            if seen.seq == 0:
                begin_log(self, RUN, clock)
            return seen

    events = SomebodyElse()
    assert begun_log(events, RUN, clock) == Head(1)
    assert kinds(events, RUN.key) == ["stream_start"]
