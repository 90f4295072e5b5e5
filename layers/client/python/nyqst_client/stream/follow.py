"""The events of a log from any place on, over as many connections as it takes.

A stream ends on purpose every minute or two, and breaks off whenever the network wants; both are
met by coming back with the number of the last event read.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import httpx

from nyqst_client.errors import ApiError, ConnectionFailed, StreamLost
from nyqst_client.http.connection import Connection, asked_wait, may_pass
from nyqst_client.http.retries import Retries
from nyqst_client.model.event import Event, event_of
from nyqst_client.stream.sse import Item, Message, Retry, SseParser

PATIENCE = Retries(tries=10, base=0.5, cap=10.0)
"""About a minute without any sign of life, then it is given up."""

_LONGEST_PAUSE_MS = 30_000


def _never() -> bool:
    return False


@dataclass
class Following:
    """One reader of one log. `seq` is the number of the last event it has handed out."""

    connection: Connection
    path: str
    name: str
    """What it follows, for people."""
    seq: int
    has_ended: Callable[[], bool] = _never
    """Asked when a stream ends without bringing anything."""
    patience: Retries = PATIENCE
    _pause: float = field(default=0.25, init=False)
    _alive: bool = field(default=False, init=False)
    _failures: int = field(default=0, init=False)
    """In a row, without progress."""
    _over: bool = field(default=False, init=False)
    """It is known to have ended, though its terminal event has not been read here."""
    _finished: bool = field(default=False, init=False)

    def events(self) -> Iterator[Event]:
        """Up to and with the terminal event. Raises `StreamLost`, or `ApiError` if refused."""
        return (event for event in self.signs() if event)

    def signs(self) -> Iterator[Event | None]:
        """The same with every sign of life in between, for who waits no longer than so long."""
        while not self._finished:
            before, self._alive, failure = self.seq, False, None
            try:
                yield from self._segment()
                if self.seq == before:
                    self._ask_why_silent()
            except (httpx.TransportError, ConnectionFailed, ApiError, _Broken) as error:
                if not may_pass(error):
                    raise
                failure = error
            if not self._finished:
                self._come_back(failure, moved=self.seq > before)

    def _segment(self) -> Iterator[Event | None]:
        headers = {"Accept": "text/event-stream", "Cache-Control": "no-store"}
        if self.seq:
            headers["Last-Event-ID"] = str(self.seq)
        with self.connection.stream(self.path, headers) as response:
            parser = SseParser()
            for chunk in response.iter_bytes():
                for item in parser.feed(chunk):
                    yield from self._take(item)
                    if self._finished:
                        return

    def _take(self, item: Item) -> Iterator[Event | None]:
        if isinstance(item, Retry):
            self._pause = min(item.ms, _LONGEST_PAUSE_MS) / 1000
            return
        self._alive = True
        if isinstance(item, Message):
            yield from self._new(item)
        else:
            yield None

    def _new(self, message: Message) -> Iterator[Event]:
        try:
            event = event_of(json.loads(message.data))
        except ValueError as error:
            raise _Broken(str(error)) from error
        if event.seq <= self.seq:
            return
        if event.seq > self.seq + 1:
            raise _Broken(f"event {event.seq} came behind {self.seq}")
        self.seq = event.seq
        self._finished = event.is_terminal
        yield event

    def _ask_why_silent(self) -> None:
        """What had ended before this stream began has nothing more to say."""
        if self._over:
            self._finished = True
        else:
            self._over = self.has_ended()

    def _come_back(self, failure: Exception | None, *, moved: bool) -> None:
        if moved or (self._alive and not isinstance(failure, _Broken)):
            self._failures = 0
        if failure is None and (self._alive or self._over):
            self.connection.sleep(self._pause)
        else:
            self._failures += 1
            self._back_off(failure)

    def _back_off(self, failure: Exception | None) -> None:
        asked_for = asked_wait(failure) if failure else None
        wait = self.patience.wait(self._failures, asked_for)
        if wait is None:
            why = (str(failure) or type(failure).__name__) if failure else "it ends at once"
            raise StreamLost(
                f"The events of {self.name} break off again and again: {why}"
            ) from failure
        self.connection.sleep(wait)


class _Broken(Exception):
    """The stream says something that no stream of events says."""
