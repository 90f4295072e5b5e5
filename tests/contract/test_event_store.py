"""What every event store must do, the fake and the real one alike."""

import base64
import random

import pytest

from nyqst.events.dynamodb import DynamoEventStore
from nyqst.events.model import MAX_BATCH_EVENTS, Batch, Head, LogName
from nyqst.events.ports import EventStore
from tests.aws import Aws
from tests.fakes.event_store import MemoryEventStore


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> EventStore:
    if request.param == "memory":
        return MemoryEventStore()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoEventStore(aws.dynamodb, aws.events_table)


@pytest.fixture
def log(tenant: str) -> LogName:
    return LogName(tenant, "RUN#run_1")


def batch(first: int, count: int = 1, *, ends: bool = False, text: str = "x") -> Batch:
    payloads = tuple(b'{"type":"ping","n":%d,"t":"%b"}' % (n, text.encode()) for n in range(count))
    return Batch(first, payloads, 1_700_000_000_000, f"token-{first}", ends, {"plan": first})


def test_an_empty_log_has_its_head_at_zero(store: EventStore, log: LogName) -> None:
    assert store.head(log) == Head(0, ended=False)


def test_what_is_appended_is_read_back_as_it_was(store: EventStore, log: LogName) -> None:
    appended = batch(1, 3)
    assert store.append(log, appended)
    assert store.read(log, 0, 10) == (appended,)


def test_the_head_is_the_last_event_of_the_last_batch(store: EventStore, log: LogName) -> None:
    store.append(log, batch(1, 3))
    store.append(log, batch(4, 2))
    assert store.head(log) == Head(5, ended=False)


def test_the_head_knows_that_the_log_has_ended(store: EventStore, log: LogName) -> None:
    store.append(log, batch(1, 2, ends=True))
    assert store.head(log) == Head(2, ended=True)


def test_a_place_that_is_taken_is_not_written_again(store: EventStore, log: LogName) -> None:
    first, second = batch(1, 2, text="first"), batch(1, 2, text="second")
    assert store.append(log, first)
    assert not store.append(log, second)
    assert store.read(log, 0, 10) == (first,)


def test_logs_of_other_streams_and_tenants_are_apart(store: EventStore, log: LogName) -> None:
    store.append(log, batch(1))
    assert store.head(LogName(log.tenant_id, "RUN#run_2")) == Head()
    assert store.read(LogName("another", log.stream), 0, 10) == ()


def test_reading_from_the_middle_of_a_batch_gives_that_batch(
    store: EventStore, log: LogName
) -> None:
    store.append(log, batch(1, 5))
    store.append(log, batch(6, 5))
    read = store.read(log, 3, 10)
    assert [seq for each in read for seq, _ in each.events(3)] == [4, 5, 6, 7, 8, 9, 10]


def test_reading_behind_the_end_of_a_batch_begins_with_the_next(
    store: EventStore, log: LogName
) -> None:
    store.append(log, batch(1, 5))
    store.append(log, batch(6, 5))
    assert [each.first for each in store.read(log, 5, 10, aligned=True)] == [6]


def test_reading_stops_at_the_limit(store: EventStore, log: LogName) -> None:
    for first in range(1, 6):
        store.append(log, batch(first))
    assert [each.first for each in store.read(log, 1, 2)] == [2, 3]


def test_the_largest_batch_is_found_from_its_last_event_but_one(
    store: EventStore, log: LogName
) -> None:
    store.append(log, batch(1, MAX_BATCH_EVENTS))
    read = store.read(log, MAX_BATCH_EVENTS - 1, 10)
    assert [seq for each in read for seq, _ in each.events(MAX_BATCH_EVENTS - 1)] == [
        MAX_BATCH_EVENTS
    ]


def test_a_large_batch_is_read_back_as_it_was(store: EventStore, log: LogName) -> None:
    large = batch(1, 2, text="ä" * 60_000)
    store.append(log, large)
    assert store.read(log, 0, 10) == (large,)


def test_what_lies_behind_many_large_batches_is_found_from_any_place(
    store: EventStore, log: LogName
) -> None:
    """More than the table gives in one answer; noise, for it must not deflate away."""
    noise = random.Random(1)
    for first in range(1, 11):
        line = base64.b64encode(noise.randbytes(180_000))
        store.append(log, Batch(first, (line,), 0, "t"))
    for after in range(10):
        read = store.read(log, after, 3)
        assert read[0].first == after + 1
