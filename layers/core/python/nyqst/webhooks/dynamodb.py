"""Deliveries in the `app` table.

    pk                            sk          holds                       index `due`
    <tenant>#DELIVERY#<endpoint>  <delivery>  one delivery, its attempts  DELIVERIES#<n>, next_at

A delivery is in the index `due` while it is pending. It may go after thirty days.
"""

import zlib
from dataclasses import replace
from datetime import datetime
from typing import Any

from boto3.dynamodb.conditions import Attr

from nyqst.errors import Conflict
from nyqst.paging import Listed, cursor_behind, read_cursor
from nyqst.retention import Data, expiry
from nyqst.storage.expressions import Item, Put
from nyqst.storage.table import Table
from nyqst.webhooks.model.delivery import Attempt, Delivery, DeliveryStatus
from nyqst.webhooks.model.event import EventType

DUE = "DELIVERIES"
_DUE_PARTITIONS = 4


class DynamoDeliveryStore:
    """`nyqst.webhooks.ports.DeliveryStore`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, delivery: Delivery) -> bool:
        return self._table.put_if_absent(_row(delivery))

    def get(self, tenant_id: str, endpoint_id: str, delivery_id: str) -> Delivery | None:
        row = self._table.get(_pk(tenant_id, endpoint_id), delivery_id)
        return _delivery(row) if row else None

    def list(
        self, tenant_id: str, endpoint_id: str, limit: int, cursor: str | None
    ) -> Listed[Delivery]:
        pk = _pk(tenant_id, endpoint_id)
        page = self._table.query(
            pk, after_sk=read_cursor(pk, cursor), limit=limit, newest_first=True
        )
        return Listed(tuple(map(_delivery, page.items)), cursor_behind(pk, page.last_sk))

    def due(self, now: datetime, limit: int) -> tuple[Delivery, ...]:
        found: list[Item] = []
        for partition in range(_DUE_PARTITIONS):
            found += self._table.query_index(
                "due", f"{DUE}#{partition}", up_to=now.isoformat(), limit=limit
            )
        found.sort(key=lambda row: str(row["due_sk"]))
        return tuple(map(_delivery, found[:limit]))

    def change(self, after: Delivery) -> Delivery | None:
        changed = replace(after, version=after.version + 1)
        try:
            self._table.write(Put(_row(changed), Attr("version").eq(after.version)))
        except Conflict:
            return None
        return changed


def _pk(tenant_id: str, endpoint_id: str) -> str:
    return f"{tenant_id}#DELIVERY#{endpoint_id}"


def _row(delivery: Delivery) -> Item:
    pending = delivery.next_at.isoformat() if delivery.next_at else None
    partition = zlib.crc32(delivery.endpoint_id.encode()) % _DUE_PARTITIONS
    return {
        "pk": _pk(delivery.tenant_id, delivery.endpoint_id),
        "sk": delivery.id,
        "event_id": delivery.event_id,
        "type": delivery.type,
        "body": delivery.body,
        "created_at": delivery.created_at.isoformat(),
        "status": delivery.status,
        "attempts": [_attempt_map(attempt) for attempt in delivery.attempts],
        "tries": delivery.tries,
        "version": delivery.version,
        "expires": expiry(Data.DELIVERIES, delivery.created_at),
        "due_pk": f"{DUE}#{partition}" if pending else None,
        "due_sk": pending,
    }


def _attempt_map(attempt: Attempt) -> dict[str, Any]:
    return {
        "at": attempt.at.isoformat(),
        "status": attempt.status,
        "error": attempt.error,
        "answer": attempt.answer,
        "took_ms": attempt.took_ms,
    }


def _delivery(row: Item) -> Delivery:
    tenant_id, _, endpoint_id = row["pk"].split("#")
    pending = row.get("due_sk")
    return Delivery(
        tenant_id,
        endpoint_id,
        row["sk"],
        row["event_id"],
        EventType(row["type"]),
        row["body"],
        datetime.fromisoformat(row["created_at"]),
        datetime.fromisoformat(pending) if pending else None,
        DeliveryStatus(row["status"]),
        tuple(
            Attempt(**{**given, "at": datetime.fromisoformat(given["at"])})
            for given in row["attempts"]
        ),
        row["tries"],
        row["version"],
    )
