"""The part of the composition that tells others what happened."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from nyqst.clock import Clock
from nyqst.events.ports import EventStore
from nyqst.identity.ports import Records
from nyqst.metering.ports import CurrentCatalog, MeterStore
from nyqst.settings import Settings

if TYPE_CHECKING:
    from nyqst.alerts.notice import NoticeThresholds
    from nyqst.alerts.ports import AlertStore
    from nyqst.alerts.tell import TellAlerts
    from nyqst.webhooks.announce import Announce
    from nyqst.webhooks.deliver import DeliverDue
    from nyqst.webhooks.ports import DeliveryStore


@dataclass
class Notifications:
    settings: Settings
    clock: Clock
    records: Records
    events: EventStore
    catalog: CurrentCatalog
    meters: MeterStore
    client: Callable[[str], Any]
    """A client of the AWS service of that name."""

    @cached_property
    def alerts(self) -> "AlertStore":
        from nyqst.alerts.dynamodb import DynamoAlertStore
        from nyqst.storage.table import Table

        return DynamoAlertStore(Table(self.client("dynamodb"), self.settings.usage_table))

    @cached_property
    def notice_thresholds(self) -> "NoticeThresholds":
        from nyqst.alerts.notice import NoticeThresholds

        return NoticeThresholds(self.catalog, self.meters, self.alerts, self.records, self.clock)

    @cached_property
    def tell_alerts(self) -> "TellAlerts":
        from nyqst.alerts.sns import AlertTopic
        from nyqst.alerts.tell import TellAlerts
        from nyqst.alerts.webhook import AlertWebhooks
        from nyqst.billing.alert_history import AlertHistory

        topic = AlertTopic(self.client("sns"), self.settings.alert_topic_arn)
        history = AlertHistory(self.events, self.clock)
        return TellAlerts(self.alerts, [AlertWebhooks(self.announce), history, topic], self.clock)

    @cached_property
    def deliveries(self) -> "DeliveryStore":
        from nyqst.storage.table import Table
        from nyqst.webhooks.dynamodb import DynamoDeliveryStore

        return DynamoDeliveryStore(Table(self.client("dynamodb"), self.settings.app_table))

    @cached_property
    def announce(self) -> "Announce":
        from nyqst.webhooks.announce import Announce

        return Announce(self.records, self.deliveries)

    @cached_property
    def deliver_due(self) -> "DeliverDue":
        import random

        from nyqst.webhooks.deliver import DeliverDue
        from nyqst.webhooks.public_http import PublicPost
        from nyqst.webhooks.standing import Standing

        return DeliverDue(
            self.deliveries,
            self.records,
            Standing(self.records, self.clock),
            PublicPost(loopback=bool(self.settings.webhooks_to_loopback)),
            self.clock,
            random.random,
        )
