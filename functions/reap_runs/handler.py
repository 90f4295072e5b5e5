"""Every minute: ends runs that died, starts runs that were never started."""

from typing import Any

from nyqst.bootstrap import platform
from nyqst.telemetry import Metric, count, observed


@observed
def handle(_event: dict[str, Any], _context: object) -> dict[str, int]:
    looked_at = platform().research.reap_runs()
    count(Metric.RUNS_REAPED, looked_at)
    return {"looked_at": looked_at}
