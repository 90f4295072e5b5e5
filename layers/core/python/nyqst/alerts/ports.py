"""What alerts need of the world outside."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from nyqst.alerts.model.alert import Alert, Bound
from nyqst.metering.model.meter import Meter
from nyqst.paging import Listed


class AlertStore(Protocol):
    def highest(self, meter: Meter) -> Mapping[Bound, int]:
        """The highest threshold that there was an alert of, by bound."""

    def add(self, alert: Alert) -> bool:
        """Keeps it, untold; False, and no change, if there was one of that threshold or higher."""

    def untold(self, limit: int) -> tuple[Alert, ...]:
        """Of any tenant, the oldest first."""

    def mark_told(self, alert: Alert, at: datetime) -> None: ...

    def list(self, tenant_id: str, limit: int, cursor: str | None) -> Listed[Alert]:
        """Newest first."""


class AlertListener(Protocol):
    def hear(self, alert: Alert) -> None:
        """May be told again of the same alert, and knows it by its id."""
