"""Writing to a log: events wait a moment for company, then go out in one batch."""

import random
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from nyqst.clock import Clock, epoch_ms
from nyqst.errors import Superseded, TooLarge, Unavailable
from nyqst.events.model import MAX_BATCH_EVENTS, Batch, Fence, Head, LogName
from nyqst.events.ports import EventStore
from nyqst.events.types.base import Event

MAX_BATCH_BYTES = 256 * 1024
"""A DynamoDB item holds 400 KB."""
LINGER_MS = 200
"""How long an event may wait for others before it goes out."""
_LINGER_IN_A_CROWD = 4
_LONGEST_PAUSE_S = 1.0
MAX_TRIES = 200
_READ_AHEAD = 100


@dataclass
class EventWriter:
    """Appends for one worker. Not for use by several threads at once.

    `head` must have been read before the worker acquired what its `fence` names: then every later
    owner's fence lies behind it, and this writer cannot append without having seen it.

    Raises `Superseded` when the log has ended or a later attempt has taken the step over.
    """

    store: EventStore
    log: LogName
    clock: Clock
    head: Head
    fence: Fence | None = None
    sleep: Callable[[float], None] = time.sleep
    linger_ms: int = LINGER_MS
    _crowded: bool = field(default=False, init=False)
    """Others were quicker the last time: so look first, and wait for larger batches."""
    _pending: list[bytes] = field(default_factory=list, init=False)
    _pending_bytes: int = field(default=0, init=False)
    _pending_since: int = field(default=0, init=False)
    _fence_written: bool = field(default=False, init=False)

    def emit(self, *events: Event) -> None:
        """Takes the events in order. They go out when the first has waited for `linger_ms`."""
        for event in events:
            self._take(event)
        linger_ms = self.linger_ms * (_LINGER_IN_A_CROWD if self._crowded else 1)
        if self._pending and epoch_ms(self.clock.now()) - self._pending_since >= linger_ms:
            self.flush()

    def flush(self) -> None:
        """Stores what is waiting. When this returns, readers can see it."""
        if self._pending:
            self._append(ends=False)

    def end(self, event: Event) -> None:
        """Stores what is waiting and the terminal event behind it."""
        self._take(event)
        self._append(ends=True)

    def _take(self, event: Event) -> None:
        payload = event.to_json()
        if len(payload) > MAX_BATCH_BYTES:
            raise TooLarge(f"A {event.type} event of {len(payload)} bytes", code="event_too_large")
        full = len(self._pending) >= MAX_BATCH_EVENTS
        if full or self._pending_bytes + len(payload) > MAX_BATCH_BYTES:
            self.flush()
        if not self._pending:
            self._pending_since = epoch_ms(self.clock.now())
        self._pending.append(payload)
        self._pending_bytes += len(payload)

    def _append(self, *, ends: bool) -> None:
        if self.head.ended:
            raise Superseded(f"{self.log.stream} has ended", code="run_ended")
        payloads = tuple(self._pending)
        fences = {}
        if self.fence and not self._fence_written:
            fences = {self.fence.step: self.fence.attempt}
        token = secrets.token_hex(6)
        for attempt in range(MAX_TRIES):
            if self._crowded and self._catch_up(token):
                break
            batch = Batch(
                self.head.seq + 1, payloads, epoch_ms(self.clock.now()), token, ends, fences
            )
            if self.store.append(self.log, batch):
                self.head = Head(batch.last, ends)
                break
            # What is read before this pause is old behind it: so it is read when it is over.
            self._crowded = True
            self.sleep(random.uniform(0, min(_LONGEST_PAUSE_S, 0.005 * 2**attempt)))  # noqa: S311
        else:
            raise Unavailable(f"The log {self.log.stream} is too busy", code="log_busy")
        self._crowded = attempt > 0
        self._fence_written = True
        self._pending.clear()
        self._pending_bytes = 0

    def _catch_up(self, token: str) -> bool:
        """Reads what others have appended; True if the first of it is our own, its answer lost."""
        first = True
        while True:
            batches = self.store.read(self.log, self.head.seq, _READ_AHEAD, aligned=True)
            for batch in batches:
                own, first = first and batch.token == token, False
                if not own:
                    self._check(batch)
                self.head = self.head.behind(batch)
                if own:
                    return True
            if len(batches) < _READ_AHEAD:
                return False

    def _check(self, batch: Batch) -> None:
        if batch.ends:
            raise Superseded(f"{self.log.stream} has ended", code="run_ended")
        if self.fence and batch.fences.get(self.fence.step, 0) > self.fence.attempt:
            raise Superseded(f"A later attempt has taken over {self.fence.step}")
