"""Workflow step: ends the run, as it was told to by the workflow or as it was decided before."""

from typing import Any

from nyqst.bootstrap import platform
from nyqst.isolation.acting import acting_for
from nyqst.research.model.run import RunStatus
from nyqst.research.workflow_state import run_key
from nyqst.telemetry import known_by, observed


@observed
def handle(event: dict[str, Any], _context: object) -> dict[str, str]:
    key = run_key(event)
    with acting_for(key.tenant_id), known_by(tenant_id=key.tenant_id, run_id=key.run_id):
        run = platform().research.close_run(key, RunStatus(event["status"]))
    return {"run_id": run.id, "status": run.status}
