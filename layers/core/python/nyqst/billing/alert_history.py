"""Alerts of quotas in the history of a tenant's money, where its stream shows them."""

from dataclasses import dataclass

from nyqst.alerts.model.alert import Alert
from nyqst.alerts.told import told_of
from nyqst.billing.log import log_of
from nyqst.billing.model.event import BillingEvent, EventType
from nyqst.clock import Clock, epoch_ms
from nyqst.errors import Throttled
from nyqst.events.model import Batch, LogName
from nyqst.events.ports import EventStore
from nyqst.ids import derived_id

_TRIES = 6
_RECENT = 200
"""Events. Whoever tells again does so within minutes: it stands among the last ones, if at all."""


@dataclass(frozen=True, slots=True)
class AlertHistory:
    """`nyqst.alerts.ports.AlertListener`."""

    events: EventStore
    clock: Clock

    def hear(self, alert: Alert) -> None:
        log, token = log_of(alert.tenant_id), derived_id("tok", alert.id.encode())
        told = BillingEvent(EventType.QUOTA_ALERT, alert.id, epoch_ms(alert.at), told_of(alert))
        for _ in range(_TRIES):
            end = self.events.head(log).seq
            if self._is_told(log, end, token):
                return
            batch = Batch(end + 1, (told.to_json(),), epoch_ms(self.clock.now()), token)
            if self.events.append(log, batch):
                return
        raise Throttled(f"Too many write the history of {alert.tenant_id} at once")

    def _is_told(self, log: LogName, end: int, token: str) -> bool:
        found = self.events.read(log, max(0, end - _RECENT), _RECENT)
        return any(batch.token == token for batch in found)
