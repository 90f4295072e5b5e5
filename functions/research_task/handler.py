"""Workflow step: researches one task. A task that fails for good is an answer, not an error:
trying it again would not help, and its siblings go on."""

from typing import Any

from nyqst.errors import Failed, Superseded
from nyqst.isolation.acting import acting_for
from nyqst.research.workflow_state import run_key
from nyqst.telemetry import known_by, logger, observed
from nyqst_agent.bootstrap import workers


@observed
def handle(event: dict[str, Any], _context: object) -> dict[str, str]:
    key, task_id = run_key(event), event["task_id"]
    known = known_by(tenant_id=key.tenant_id, run_id=key.run_id, task_id=task_id)
    with acting_for(key.tenant_id), known:
        try:
            workers().research_task(key, task_id)
        except (Failed, Superseded) as error:
            logger().warning("task given up", extra={"code": error.code, "reason": error.message})
            return {"task_id": task_id, "status": "error", "error": error.code}
    return {"task_id": task_id, "status": "success"}
