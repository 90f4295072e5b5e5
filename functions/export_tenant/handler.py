"""Every minute: goes on with exports, and deletes those that were there long enough."""

from datetime import timedelta
from typing import Any

from nyqst.bootstrap import platform
from nyqst.telemetry import observed

_GOES_ON_FOR = timedelta(seconds=40)


@observed
def handle(_event: dict[str, Any], _context: object) -> dict[str, int]:
    services = platform()
    return {"files": services.estate.export_tenants(services.clock.now() + _GOES_ON_FOR)}
