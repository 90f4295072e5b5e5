"""Every minute: sends the webhooks that are due."""

from typing import Any

from nyqst.bootstrap import platform
from nyqst.telemetry import Metric, count, observed
from nyqst.webhooks.model.delivery import DeliveryStatus


@observed
def handle(_event: dict[str, Any], _context: object) -> dict[str, int]:
    after = platform().notifications.deliver_due()
    count(Metric.WEBHOOKS_DELIVERED, after.get(DeliveryStatus.DELIVERED, 0))
    count(Metric.WEBHOOKS_GIVEN_UP, after.get(DeliveryStatus.GIVEN_UP, 0))
    return {status.value: after.get(status, 0) for status in DeliveryStatus}
