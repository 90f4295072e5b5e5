"""Once a day: fetches the events that never came, compares every customer and what it has used
with Stripe."""

from dataclasses import asdict
from typing import Any

from nyqst.bootstrap import platform
from nyqst.errors import Unavailable
from nyqst.telemetry import Metric, count, logger, observed


@observed
def handle(_event: dict[str, Any], _context: object) -> dict[str, int]:
    try:
        swept = platform().billing.sweep()
        drifted = platform().billing.reconcile.all()
    except Unavailable as error:
        if error.code != "billing_not_configured":
            raise
        logger().warning(error.message, extra={"code": error.code})
        return {}
    count(Metric.BILLING_EVENTS_MISSED, swept.missed)
    count(Metric.BILLING_DRIFTED, swept.drifted)
    count(Metric.BILLING_DRIFT_CENTS, sum(each.drift_cents for each in drifted))
    for each in drifted:
        logger().error("ledger, meter and invoices do not agree", extra=each.told())
    return {**asdict(swept), "unreconciled": len(drifted)}
