"""Alerts by webhook, for the tenant."""

from dataclasses import dataclass

from nyqst.alerts.model.alert import Alert
from nyqst.alerts.told import told_of
from nyqst.webhooks.announce import Announce
from nyqst.webhooks.model.event import Event, EventType


@dataclass(frozen=True, slots=True)
class AlertWebhooks:
    """`nyqst.alerts.ports.AlertListener`."""

    announce: Announce

    def hear(self, alert: Alert) -> None:
        told = told_of(alert)
        self.announce(Event(alert.tenant_id, alert.id, EventType.QUOTA_ALERT, alert.at, told))
