"""Every minute: ends reservations that nobody ended, compares counters with their ledger, tells of
quotas that run out."""

from dataclasses import asdict
from typing import Any

from nyqst.bootstrap import platform
from nyqst.metering.model.meter import Meter
from nyqst.telemetry import Metric, count, logger, observed


@observed
def handle(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """`event` is a schedule's, or `{"rebuild": {"tenant_id": …, "feature": …, "period": …}}`, which
    counts that meter anew from its ledger."""
    return _rebuild(**event["rebuild"]) if "rebuild" in event else _sweep()


def _rebuild(tenant_id: str, feature: str, period: str) -> dict[str, Any]:
    rebuilt = platform().metering.rebuild_meter(Meter(tenant_id, feature, period))
    told = [
        {"shard": each.key.number, "before": asdict(each.before), "after": asdict(each.after)}
        for each in rebuilt
    ]
    if told:
        meter = {"tenant_id": tenant_id, "feature": feature, "period": period}
        logger().warning("a meter was rebuilt from its ledger", extra={**meter, "rebuilt": told})
    return {"rebuilt": told}


def _sweep() -> dict[str, int]:
    swept = platform().metering.sweep_meters()
    count(Metric.RESERVATIONS_EXPIRED, swept.expired)
    count(Metric.METERS_DRIFTED, len(swept.drifted))
    for key in swept.drifted:
        logger().error("a meter does not say what its ledger says", extra={"shard": str(key)})
    told = platform().notifications.tell_alerts()
    count(Metric.ALERTS_TOLD, told)
    return {"expired": swept.expired, "drifted": len(swept.drifted), "told": told}
