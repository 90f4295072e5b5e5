"""Alerts in memory."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from nyqst.alerts.model.alert import Alert, Bound
from nyqst.metering.model.meter import Meter
from nyqst.paging import Listed
from tests.fakes.pages import page_of


@dataclass
class MemoryAlertStore:
    _alerts: dict[tuple[str, str], Alert] = field(default_factory=dict)
    _highest: dict[tuple[Meter, Bound], int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def highest(self, meter: Meter) -> Mapping[Bound, int]:
        known = {bound: self._highest.get((meter, bound)) for bound in Bound}
        return {bound: found for bound, found in known.items() if found is not None}

    def add(self, alert: Alert) -> bool:
        with self._lock:
            mark = Meter(alert.tenant_id, alert.feature, alert.period), alert.bound
            if self._highest.get(mark, 0) >= alert.threshold:
                return False
            self._highest[mark] = alert.threshold
            self._alerts[alert.tenant_id, alert.id] = alert
            return True

    def untold(self, limit: int) -> tuple[Alert, ...]:
        waiting = [alert for alert in self._alerts.values() if alert.told_at is None]
        return tuple(sorted(waiting, key=lambda alert: alert.id)[:limit])

    def mark_told(self, alert: Alert, at: datetime) -> None:
        with self._lock:
            self._alerts[alert.tenant_id, alert.id] = replace(alert, told_at=at)

    def list(self, tenant_id: str, limit: int, cursor: str | None) -> Listed[Alert]:
        rows = {id_: alert for (owner, id_), alert in self._alerts.items() if owner == tenant_id}
        return page_of(f"{tenant_id}#ALERT", rows, limit, cursor, newest_first=True)
