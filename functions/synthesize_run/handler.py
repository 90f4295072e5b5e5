"""Workflow step: makes one brief of what all tasks found."""

from typing import Any

from nyqst.isolation.acting import acting_for
from nyqst.research.workflow_state import run_key
from nyqst.telemetry import known_by, observed
from nyqst_agent.bootstrap import workers


@observed
def handle(event: dict[str, Any], _context: object) -> dict[str, str]:
    key = run_key(event)
    with acting_for(key.tenant_id), known_by(tenant_id=key.tenant_id, run_id=key.run_id):
        brief = workers().synthesize_run(key)["brief"]
    return {"tenant_id": key.tenant_id, "run_id": key.run_id, "brief": brief}
