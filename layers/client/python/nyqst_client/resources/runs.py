"""Runs and their events."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nyqst_client.decode import decode
from nyqst_client.errors import UnexpectedAnswer
from nyqst_client.http.connection import Connection
from nyqst_client.http.paths import path_of
from nyqst_client.model.event import Event, event_of
from nyqst_client.model.page import Page, all_of
from nyqst_client.model.run import Run
from nyqst_client.resources.pages import page_from
from nyqst_client.stream.follow import Following


@dataclass(frozen=True, slots=True)
class EventPage:
    events: tuple[Event, ...]
    next_cursor: str
    """Send it as `after` to read on."""
    ended: bool
    """The last event here is the run's last."""


@dataclass(frozen=True, slots=True)
class Runs:
    connection: Connection

    def start(
        self,
        query: str | None = None,
        *,
        message_id: str | None = None,
        chat_id: str | None = None,
        mode: str | None = None,
        deliverable_type: str | None = None,
        document_ids: Sequence[str] | None = None,
        model_class: str | None = None,
        budget_micros: int | None = None,
        scenario: str | None = None,
        idempotency_key: str | None = None,
    ) -> Run:
        """Asks `query`, or the message of `chat_id` that asks it.

        Without `document_ids` the run reads every document that is ready. Without an
        `idempotency_key` each call starts a run, however often it is sent over the wire.
        """
        asked: dict[str, Any] = {
            "query": query,
            "message_id": message_id,
            "chat_id": chat_id,
            "mode": mode,
            "deliverable_type": deliverable_type,
            "sources": None if document_ids is None else {"document_ids": list(document_ids)},
            "model_class": model_class,
            "budget_micros": budget_micros,
            "scenario": scenario,
        }
        body = {name: value for name, value in asked.items() if value is not None}
        return self._post(path_of("runs"), idempotency_key, body)

    def get(self, run_id: str) -> Run:
        """With its delivery, if it has one."""
        return decode(Run, self.connection.call("GET", path_of("runs", run_id)))

    def list(self, limit: int | None = None, cursor: str | None = None) -> Page[Run]:
        """Newest first."""
        params = {"limit": limit, "cursor": cursor}
        return page_from(Run, self.connection.call("GET", path_of("runs"), params=params))

    def all(self) -> Iterator[Run]:
        return all_of(lambda cursor: self.list(100, cursor))

    def cancel(self, run_id: str) -> Run:
        """The run as it ended. A run that has ended already stays as it is."""
        path = path_of("runs", run_id, "cancel")
        return decode(Run, self.connection.call("POST", path, repeatable=True))

    def retry(self, run_id: str, *, idempotency_key: str | None = None) -> Run:
        """A new run that takes over what the failed one has finished."""
        return self._post(path_of("runs", run_id, "retry"), idempotency_key)

    def follow(self, run_id: str, after: int = 0) -> Iterator[Event]:
        """The events behind number `after`: those that are there, then each as it comes.

        Ends behind the terminal event, and comes back by itself when the connection does not last.
        """
        path = path_of("runs", run_id, "events")
        following = Following(self.connection, path, run_id, after, lambda: self.get(run_id).ended)
        return following.events()

    def events(
        self, run_id: str, after: int | str | None = None, limit: int | None = None
    ) -> EventPage:
        """What is there behind `after`, at once."""
        path = path_of("runs", run_id, "events")
        answer = self.connection.call("GET", path, params={"after": after, "limit": limit})
        try:
            events = tuple(map(event_of, answer["events"]))
            return EventPage(events, answer["next_cursor"], bool(answer["ended"]))
        except (KeyError, TypeError, ValueError) as error:
            raise UnexpectedAnswer(f"This is not a page of events: {error}") from error

    def _post(
        self, path: str, idempotency_key: str | None, body: dict[str, Any] | None = None
    ) -> Run:
        once = idempotency_key or uuid.uuid4().hex
        return decode(Run, self.connection.call("POST", path, body=body, once=once))
