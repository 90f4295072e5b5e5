"""Reading a log: replay, then live, then its end, from any place."""

import json
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from nyqst.events.follow import Heartbeat, Pace, follow, page
from nyqst.events.model import Batch, Delivered, LogName
from tests.fakes.event_store import MemoryEventStore

LOG = LogName("ten_a", "RUN#run_1")


class Time:
    """Passes when somebody sleeps; what is due happens then."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.due: list[tuple[float, Callable[[], object]]] = []

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        for moment, happen in list(self.due):
            if moment <= self.seconds:
                self.due.remove((moment, happen))
                happen()


def append(store: MemoryEventStore, sizes: list[int], *, ends: bool = True) -> int:
    """Batches of these sizes; how many events there are then."""
    first = store.head(LOG).seq + 1
    for number, size in enumerate(sizes):
        payloads = tuple(b'{"type":"ping","n":%d}' % (first + n) for n in range(size))
        last = ends and number == len(sizes) - 1
        store.append(LOG, Batch(first, payloads, 5, str(first), last))
        first += size
    return first - 1


def read(
    store: MemoryEventStore, after: int = 0, time: Time | None = None, pace: Pace | None = None
) -> list[Delivered | Heartbeat]:
    time = time or Time()
    return list(follow(store, LOG, after, pace or Pace(), time.now, time.sleep))


def numbers(items: list[Delivered | Heartbeat]) -> list[int]:
    return [item.seq for item in items if isinstance(item, Delivered)]


def test_a_finished_log_is_replayed_and_closed_without_waiting() -> None:
    store, time = MemoryEventStore(), Time()
    append(store, [3, 2])
    assert numbers(read(store, time=time)) == [1, 2, 3, 4, 5]
    assert time.seconds == 0


def test_events_carry_their_number_and_time() -> None:
    store = MemoryEventStore()
    append(store, [1])
    (event,) = read(store)
    assert isinstance(event, Delivered)
    assert json.loads(event.json) == {"seq": 1, "at": 5, "type": "ping", "n": 1}


def test_what_comes_later_is_delivered_when_it_comes() -> None:
    store, time = MemoryEventStore(), Time()
    append(store, [2], ends=False)
    time.due.append((3, lambda: append(store, [2])))
    assert numbers(read(store, time=time)) == [1, 2, 3, 4]
    assert 3 <= time.seconds < 4


def test_silence_is_filled_with_heartbeats() -> None:
    store, time = MemoryEventStore(), Time()
    time.due.append((30, lambda: append(store, [1])))
    items = read(store, time=time, pace=Pace(segment=90, heartbeat=8))
    assert sum(isinstance(item, Heartbeat) for item in items) == 3


def test_a_segment_ends_on_purpose() -> None:
    store, time = MemoryEventStore(), Time()
    append(store, [2], ends=False)
    assert numbers(read(store, time=time, pace=Pace(segment=60))) == [1, 2]
    assert 60 <= time.seconds < 61


def test_a_segment_ends_even_when_events_never_stop() -> None:
    store, time = MemoryEventStore(), Time()

    def go_on() -> None:
        append(store, [1], ends=False)
        time.due.append((time.seconds, go_on))

    go_on()

    def tick() -> float:
        time.seconds += 0.01
        return time.seconds

    items = list(follow(store, LOG, 0, Pace(segment=2), tick, time.sleep))
    assert numbers(items) == list(range(1, len(items) + 1))


@given(st.lists(st.integers(1, 50), min_size=1, max_size=12), st.data())
def test_prefix_and_rest_are_the_whole_at_every_cut(sizes: list[int], data: st.DataObject) -> None:
    store = MemoryEventStore()
    total = append(store, sizes)
    whole = read(store)
    cut = data.draw(st.integers(0, total))
    assert whole[:cut] + read(store, cut) == whole


@given(st.lists(st.integers(1, 50), min_size=1, max_size=12), st.integers(1, 70))
def test_pages_add_up_to_the_whole(sizes: list[int], limit: int) -> None:
    store = MemoryEventStore()
    append(store, sizes)
    paged: list[Delivered] = []
    ended = False
    while not ended:
        found, ended = page(store, LOG, paged[-1].seq if paged else 0, limit)
        assert 0 < len(found) <= limit
        paged += found
    assert paged == read(store)


def test_a_page_behind_the_last_event_says_that_it_was_the_last() -> None:
    store = MemoryEventStore()
    append(store, [3])
    assert page(store, LOG, 3, 10) == ([], True)


def test_a_page_of_an_open_log_does_not_claim_its_end() -> None:
    store = MemoryEventStore()
    append(store, [3], ends=False)
    found, ended = page(store, LOG, 0, 10)
    assert (len(found), ended) == (3, False)
