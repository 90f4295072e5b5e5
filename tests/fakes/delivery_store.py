"""Deliveries in memory."""

import threading
from dataclasses import dataclass, field, replace
from datetime import datetime

from nyqst.paging import Listed
from nyqst.webhooks.model.delivery import Delivery
from tests.fakes.pages import page_of


@dataclass
class MemoryDeliveryStore:
    _rows: dict[tuple[str, str, str], Delivery] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, delivery: Delivery) -> bool:
        with self._lock:
            return self._rows.setdefault(_key(delivery), delivery) is delivery

    def get(self, tenant_id: str, endpoint_id: str, delivery_id: str) -> Delivery | None:
        return self._rows.get((tenant_id, endpoint_id, delivery_id))

    def list(
        self, tenant_id: str, endpoint_id: str, limit: int, cursor: str | None
    ) -> Listed[Delivery]:
        rows = {
            id_: delivery
            for (*owner, id_), delivery in self._rows.items()
            if owner == [tenant_id, endpoint_id]
        }
        partition = f"{tenant_id}#DELIVERY#{endpoint_id}"
        return page_of(partition, rows, limit, cursor, newest_first=True)

    def due(self, now: datetime, limit: int) -> tuple[Delivery, ...]:
        waiting = [(each.next_at, each.id, each) for each in self._rows.values() if each.next_at]
        ordered = sorted(waiting, key=lambda found: found[:2])
        return tuple(each for at, _, each in ordered if at <= now)[:limit]

    def change(self, after: Delivery) -> Delivery | None:
        with self._lock:
            if self._rows[_key(after)].version != after.version:
                return None
            changed = replace(after, version=after.version + 1)
            self._rows[_key(after)] = changed
            return changed


def _key(delivery: Delivery) -> tuple[str, str, str]:
    return delivery.tenant_id, delivery.endpoint_id, delivery.id
