"""Reading a log: what is there, then what comes, up to its end."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nyqst.events.model import Delivered, LogName
from nyqst.events.ports import EventStore

_PAGE = 500
_POLL_S = (0.05, 0.1, 0.2, 0.3, 0.5)
"""Waits between looks at a log that does not move: short at first, then half a second."""


class Heartbeat:
    """Nothing has happened for a while; the stream is alive."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds. A segment ends on purpose, so that coming back is what every client can do."""

    segment: float = 90
    heartbeat: float = 8


def follow(
    store: EventStore,
    log: LogName,
    after: int,
    pace: Pace,
    now: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Delivered | Heartbeat]:
    """Every event behind `after` as it is stored, up to the log's or the segment's end."""
    ends_at = now() + pace.segment
    last_sign = now()
    idle = 0
    aligned = False
    while now() < ends_at:
        batches = store.read(log, after, _PAGE, aligned=aligned)
        for batch in batches:
            yield from batch.delivered(after)
            after, aligned = max(after, batch.last), True
            if batch.ends:
                return
        if batches:
            idle, last_sign = 0, now()
            continue
        if not aligned and _ended_at(store, log, after):
            return
        aligned = True
        if now() - last_sign >= pace.heartbeat:
            last_sign = now()
            yield Heartbeat()
        sleep(_POLL_S[min(idle, len(_POLL_S) - 1)])
        idle += 1


def page(store: EventStore, log: LogName, after: int, limit: int) -> tuple[list[Delivered], bool]:
    """Up to `limit` events behind `after`, and whether the last of them ends the log."""
    found: list[Delivered] = []
    for batch in store.read(log, after, limit):
        found += batch.delivered(after)
        if len(found) >= limit:
            del found[limit:]
            return found, batch.ends and found[-1].seq == batch.last
        if batch.ends:
            return found, True
    return found, not found and _ended_at(store, log, after)


def _ended_at(store: EventStore, log: LogName, after: int) -> bool:
    """Whoever comes back with the number of the last event must not wait for another."""
    head = store.head(log)
    return head.ended and head.seq == after
