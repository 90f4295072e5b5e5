"""The inbox in the `app` table.

    pk                      sk    holds                      index `due`
    STRIPE#INBOX#<event>    META  one event of Stripe's      BILLING#RECEIVED, next_at
                                                             BILLING#DEAD, received_at

Whose tenant an event is about is known only when it has been dealt with.
"""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from boto3.dynamodb.conditions import Attr

from nyqst.billing.layout import INBOX
from nyqst.billing.model.inbox import EntryState, InboxEntry
from nyqst.billing.model.notice import Notice
from nyqst.billing.ports import Posting
from nyqst.errors import Conflict
from nyqst.retention import Data, expiry
from nyqst.storage.expressions import Item, Put
from nyqst.storage.table import Table

if TYPE_CHECKING:
    from nyqst.events.dynamodb import DynamoEventStore
    from nyqst.identity.dynamodb import DynamoRecords

_RECEIVED, _DEAD = "BILLING#RECEIVED", "BILLING#DEAD"
_NOW_AND_LATER = "9"
"""Sorts behind every time."""


class DynamoInbox:
    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, entry: InboxEntry) -> bool:
        return self._table.put_if_absent(_row(entry))

    def get(self, event_id: str) -> InboxEntry | None:
        row = self._table.get(f"{INBOX}{event_id}", "META")
        return _entry(row) if row else None

    def change(self, after: InboxEntry) -> InboxEntry | None:
        try:
            self._table.write(changed_row(after))
        except Conflict:
            return None
        return replace(after, version=after.version + 1)

    def due(self, now: datetime, limit: int) -> tuple[InboxEntry, ...]:
        return self._indexed(_RECEIVED, now.isoformat(), limit)

    def dead(self, limit: int) -> tuple[InboxEntry, ...]:
        return self._indexed(_DEAD, _NOW_AND_LATER, limit)

    def _indexed(self, partition: str, up_to: str, limit: int) -> tuple[InboxEntry, ...]:
        found = self._table.query_index("due", partition, up_to=up_to, limit=limit)
        return tuple(map(_entry, found))


class DynamoBooks:
    """One transaction over the `app` table, with the history in the `events` table."""

    def __init__(self, table: Table, records: "DynamoRecords", events: "DynamoEventStore") -> None:
        self._table = table
        self._records = records
        self._events = events

    def post(self, posting: Posting) -> None:
        writes = [self._records.write_of(change) for change in posting.changes]
        if posting.entry:
            writes.append(changed_row(posting.entry))
        told = [self._events.put_of(posting.log, posting.told)] if posting.told else []
        self._table.transact(writes, beside=[{"Put": put} for put in told])


def changed_row(after: InboxEntry) -> Put:
    """Refused when somebody else has changed it since it was read."""
    return Put(_row(replace(after, version=after.version + 1)), Attr("version").eq(after.version))


def _row(entry: InboxEntry) -> Item:
    notice = entry.notice
    due_pk, due_at = _due(entry)
    return {
        "pk": f"{INBOX}{notice.event_id}",
        "sk": "META",
        "type": notice.type,
        "created_at": notice.created_at.isoformat(),
        "object_id": notice.object_id,
        "customer_id": notice.customer_id,
        "subscription_id": notice.subscription_id,
        "api_version": notice.api_version,
        "received_at": entry.received_at.isoformat(),
        "next_at": entry.next_at.isoformat() if entry.next_at else None,
        "state": entry.state,
        "attempts": entry.attempts,
        "error": entry.error,
        "version": entry.version,
        "expires": expiry(Data.INBOX, entry.received_at),
        "due_pk": due_pk,
        "due_sk": due_at.isoformat() if due_at else None,
    }


def _due(entry: InboxEntry) -> tuple[str | None, datetime | None]:
    places: dict[EntryState, tuple[str, datetime | None]] = {
        EntryState.RECEIVED: (_RECEIVED, entry.next_at),
        EntryState.DEAD: (_DEAD, entry.received_at),
    }
    return places.get(entry.state, (None, None))


def _entry(row: Item) -> InboxEntry:
    return InboxEntry(
        Notice(
            row["pk"].removeprefix(INBOX),
            row["type"],
            datetime.fromisoformat(row["created_at"]),
            row.get("object_id"),
            row.get("customer_id"),
            row.get("subscription_id"),
            row.get("api_version"),
        ),
        datetime.fromisoformat(row["received_at"]),
        _instant(row.get("next_at")),
        EntryState(row["state"]),
        row["attempts"],
        row.get("error"),
        row["version"],
    )


def _instant(written: Any) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
