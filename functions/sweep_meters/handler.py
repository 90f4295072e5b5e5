"""Every minute: ends reservations that nobody ended, compares counters with their ledger, tells of
quotas that run out."""

from typing import Any

from nyqst.bootstrap import platform
from nyqst.telemetry import Metric, count, logger, observed


@observed
def handle(_event: dict[str, Any], _context: object) -> dict[str, int]:
    swept = platform().metering.sweep_meters()
    count(Metric.RESERVATIONS_EXPIRED, swept.expired)
    count(Metric.METERS_DRIFTED, len(swept.drifted))
    for key in swept.drifted:
        logger().error("a meter does not say what its ledger says", extra={"shard": str(key)})
    told = platform().notifications.tell_alerts()
    count(Metric.ALERTS_TOLD, told)
    return {"expired": swept.expired, "drifted": len(swept.drifted), "told": told}
