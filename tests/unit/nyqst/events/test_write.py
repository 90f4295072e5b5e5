"""Writing to a log: batching, order, fencing, ends."""

import json
import threading
from dataclasses import dataclass, field

import pytest

from nyqst.errors import Superseded, TooLarge, Unavailable
from nyqst.events.model import MAX_BATCH_EVENTS, Batch, Fence, LogName
from nyqst.events.write import MAX_BATCH_BYTES, EventWriter
from tests.fakes.clock import FixedClock
from tests.fakes.event_store import MemoryEventStore
from tests.unit.nyqst.events.streams import action, done, start

LOG = LogName("ten_a", "RUN#run_1")


@pytest.fixture
def store() -> MemoryEventStore:
    return MemoryEventStore()


def writer(store: MemoryEventStore, clock: FixedClock, fence: Fence | None = None) -> EventWriter:
    return EventWriter(store, LOG, clock, store.head(LOG), fence, sleep=lambda _seconds: None)


def texts(store: MemoryEventStore) -> list[str]:
    batches = store.read(LOG, 0, 100_000)
    payloads = [payload for batch in batches for payload in batch.payloads]
    return [json.loads(payload).get("current_action", "") for payload in payloads]


def test_events_wait_for_company(store: MemoryEventStore, clock: FixedClock) -> None:
    writing = writer(store, clock)
    writing.emit(action("a"))
    writing.emit(action("b"))
    assert texts(store) == []


def test_events_that_have_waited_long_enough_go_out_together(
    store: MemoryEventStore, clock: FixedClock
) -> None:
    writing = writer(store, clock)
    writing.emit(action("a"))
    clock.move(seconds=1)
    writing.emit(action("b"))
    assert texts(store) == ["a", "b"]
    assert len(store.read(LOG, 0, 10)) == 1


def test_a_flush_makes_everything_visible(store: MemoryEventStore, clock: FixedClock) -> None:
    writing = writer(store, clock)
    writing.emit(action("a"))
    writing.flush()
    assert texts(store) == ["a"]


def test_a_flush_of_nothing_writes_nothing(store: MemoryEventStore, clock: FixedClock) -> None:
    writer(store, clock).flush()
    assert store.read(LOG, 0, 10) == ()


def test_no_batch_is_longer_than_readers_expect(store: MemoryEventStore, clock: FixedClock) -> None:
    writing = writer(store, clock)
    writing.emit(*(action(str(n)) for n in range(MAX_BATCH_EVENTS * 2 + 1)))
    writing.flush()
    sizes = [len(batch.payloads) for batch in store.read(LOG, 0, 10)]
    assert sizes == [MAX_BATCH_EVENTS, MAX_BATCH_EVENTS, 1]


def test_no_batch_is_larger_than_an_item_may_be(store: MemoryEventStore, clock: FixedClock) -> None:
    writing = writer(store, clock)
    writing.emit(*(action("x" * (MAX_BATCH_BYTES // 3)) for _ in range(4)))
    writing.flush()
    for batch in store.read(LOG, 0, 10):
        assert sum(map(len, batch.payloads)) <= MAX_BATCH_BYTES


def test_an_event_that_fits_no_batch_is_refused_and_the_rest_is_kept(
    store: MemoryEventStore, clock: FixedClock
) -> None:
    writing = writer(store, clock)
    writing.emit(action("a"))
    with pytest.raises(TooLarge) as refusal:
        writing.emit(action("x" * MAX_BATCH_BYTES))
    assert refusal.value.code == "event_too_large"
    writing.flush()
    assert texts(store) == ["a"]


def test_what_others_have_written_meanwhile_comes_first(
    store: MemoryEventStore, clock: FixedClock
) -> None:
    ours, theirs = writer(store, clock), writer(store, clock)
    ours.emit(action("ours"))
    theirs.emit(action("theirs"))
    theirs.flush()
    ours.flush()
    assert texts(store) == ["theirs", "ours"]


def test_nothing_is_written_behind_the_end(store: MemoryEventStore, clock: FixedClock) -> None:
    late, closing = writer(store, clock), writer(store, clock)
    closing.emit(start())
    closing.end(done())
    late.emit(action("late"))
    with pytest.raises(Superseded) as stop:
        late.flush()
    assert stop.value.code == "run_ended"
    assert store.head(LOG).ended
    assert store.head(LOG).seq == 2


def test_nothing_is_written_by_who_comes_after_the_end(
    store: MemoryEventStore, clock: FixedClock
) -> None:
    writer(store, clock).end(done())
    late = writer(store, clock)
    late.emit(action("late"))
    with pytest.raises(Superseded) as stop:
        late.flush()
    assert stop.value.code == "run_ended"
    assert store.head(LOG).seq == 1


def test_of_two_who_end_it_one_does(store: MemoryEventStore, clock: FixedClock) -> None:
    one, other = writer(store, clock), writer(store, clock)
    one.end(done())
    with pytest.raises(Superseded):
        other.end(done())
    assert store.head(LOG).seq == 1


def test_a_worker_whose_step_was_taken_over_cannot_write(
    store: MemoryEventStore, clock: FixedClock
) -> None:
    first = writer(store, clock, Fence("task:t01", 1))
    first.emit(action("first"))
    first.flush()
    second = writer(store, clock, Fence("task:t01", 2))
    second.emit(action("second"))
    second.flush()
    first.emit(action("too late"))
    with pytest.raises(Superseded):
        first.flush()
    assert texts(store) == ["first", "second"]


def test_a_worker_that_was_overtaken_before_its_first_word_cannot_write(
    store: MemoryEventStore, clock: FixedClock
) -> None:
    slow = writer(store, clock, Fence("task:t01", 1))
    quick = writer(store, clock, Fence("task:t01", 2))
    quick.emit(action("quick"))
    quick.flush()
    slow.emit(action("slow"))
    with pytest.raises(Superseded):
        slow.flush()


def test_the_fence_of_one_step_does_not_stop_another(
    store: MemoryEventStore, clock: FixedClock
) -> None:
    one = writer(store, clock, Fence("task:t01", 1))
    other = writer(store, clock, Fence("task:t02", 2))
    other.emit(action("other"))
    other.flush()
    one.emit(action("one"))
    one.flush()
    assert texts(store) == ["other", "one"]


@dataclass
class AnswerLost(MemoryEventStore):
    """Stores the first batch and says that somebody else was there, as a retried call would."""

    lost: list[int] = field(default_factory=list)

    def append(self, log: LogName, batch: Batch) -> bool:
        stored = super().append(log, batch)
        if stored and not self.lost:
            self.lost.append(batch.first)
            return False
        return stored


def test_a_batch_whose_answer_was_lost_is_not_written_twice(clock: FixedClock) -> None:
    store = AnswerLost()
    writing = writer(store, clock)
    writing.emit(action("once"))
    writing.flush()
    writing.emit(action("then"))
    writing.flush()
    assert texts(store) == ["once", "then"]


@dataclass
class AlwaysTaken(MemoryEventStore):
    def append(self, log: LogName, batch: Batch) -> bool:
        return False


def test_a_log_that_never_takes_a_batch_is_given_up(clock: FixedClock) -> None:
    writing = writer(AlwaysTaken(), clock)
    writing.emit(action("a"))
    with pytest.raises(Unavailable) as failure:
        writing.flush()
    assert failure.value.code == "log_busy"


def test_forty_writers_leave_no_gap_and_keep_their_own_order(clock: FixedClock) -> None:
    store = MemoryEventStore()

    def write(name: int) -> None:
        writing = EventWriter(store, LOG, clock, store.head(LOG), sleep=lambda _seconds: None)
        for number in range(50):
            writing.emit(action(f"{name}:{number}"))
            if number % 7 == 0:
                writing.flush()
        writing.flush()

    threads = [threading.Thread(target=write, args=(name,)) for name in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = [seq for batch in store.read(LOG, 0, 100_000) for seq, _ in batch.events()]
    assert numbers == list(range(1, 40 * 50 + 1))
    written = texts(store)
    for name in range(40):
        own = [text for text in written if text.startswith(f"{name}:")]
        assert own == [f"{name}:{number}" for number in range(50)]
