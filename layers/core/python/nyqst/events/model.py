"""An append-only log: batches of events, numbered without gaps, with at most one end.

A writer may append only behind everything it has read. That one rule gives the order, the single
ending and the fencing of late workers: whoever took over a step has said so in the log (`fences`),
so a worker that lost its step learns it before it can write again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

MAX_BATCH_EVENTS = 50
"""Readers that start in mid-batch read this many events too many, so it stays small."""


@dataclass(frozen=True, slots=True)
class LogName:
    """One log of one tenant, such as that of a run."""

    tenant_id: str
    stream: str


@dataclass(frozen=True, slots=True)
class Fence:
    """The right of the `attempt`-th worker on `step` to write; a higher attempt takes it away."""

    step: str
    attempt: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Events that were appended in one write. Event `i` has the number `first + i`."""

    first: int
    payloads: tuple[bytes, ...]
    """Each a JSON object with a `type`."""
    at_ms: int
    token: str
    """Chosen by the writer: tells its own batch, whose answer was lost, from somebody else's."""
    ends: bool = False
    """The last payload is the terminal event."""
    fences: Mapping[str, int] = field(default_factory=dict)

    @property
    def last(self) -> int:
        return self.first + len(self.payloads) - 1

    def events(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
        """Number and payload of those behind `after`."""
        skip = max(0, after + 1 - self.first)
        return enumerate(self.payloads[skip:], self.first + skip)

    def delivered(self, after: int = 0) -> "list[Delivered]":
        """The same as clients see them: the payload with its number and time in front."""
        at = b',"at":%d,' % self.at_ms
        return [
            Delivered(seq, b'{"seq":%d%b%b' % (seq, at, payload[1:]))
            for seq, payload in self.events(after)
        ]


class Delivered(NamedTuple):
    """A tuple, because replaying a log makes ten thousand of them."""

    seq: int
    json: bytes
    """The event with `seq` and `at`, on one line."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a log as last seen. `seq` is the number of its last event, 0 when it is empty."""

    seq: int = 0
    ended: bool = False

    def behind(self, batch: Batch) -> "Head":
        return Head(batch.last, batch.ends)
