"""Alerts of quotas in the history of a tenant's money, where its stream shows them."""

from dataclasses import dataclass

from nyqst.alerts.model.alert import Alert
from nyqst.alerts.told import told_of
from nyqst.billing.log import batch_of, log_of
from nyqst.billing.model.event import BillingEvent, EventType
from nyqst.clock import Clock, epoch_ms
from nyqst.errors import Throttled
from nyqst.events.model import LogName
from nyqst.events.ports import EventStore

_TRIES = 6
_RECENT = 200
"""Events. Whoever tells again does so within minutes: it stands among the last ones, if at all."""


@dataclass(frozen=True, slots=True)
class AlertHistory:
    """`nyqst.alerts.ports.AlertListener`."""

    events: EventStore
    clock: Clock

    def hear(self, alert: Alert) -> None:
        log = log_of(alert.tenant_id)
        told = BillingEvent(EventType.QUOTA_ALERT, alert.id, epoch_ms(alert.at), told_of(alert))
        for _ in range(_TRIES):
            end = self.events.head(log).seq
            batch = batch_of(told, end, self.clock.now())
            if self._has(log, end, batch.token) or self.events.append(log, batch):
                return
        raise Throttled(f"Too many write the history of {alert.tenant_id} at once")

    def _has(self, log: LogName, end: int, token: str) -> bool:
        found = self.events.read(log, max(0, end - _RECENT), _RECENT)
        return any(batch.token == token for batch in found)
