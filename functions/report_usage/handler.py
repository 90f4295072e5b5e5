"""Every quarter of an hour: puts down what is used beyond plans, tells Stripe, closes months."""

from dataclasses import asdict
from typing import Any

from nyqst.bootstrap import platform
from nyqst.errors import Unavailable
from nyqst.telemetry import Metric, count, logger, observed


@observed
def handle(_event: dict[str, Any], _context: object) -> dict[str, int]:
    try:
        reported = platform().billing.report_usage()
    except Unavailable as error:
        if error.code != "billing_not_configured":
            raise
        logger().warning(error.message, extra={"code": error.code})
        return {}
    count(Metric.USAGE_REPORTED, reported.sent)
    return asdict(reported)
