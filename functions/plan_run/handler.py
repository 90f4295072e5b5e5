"""Workflow step: plans a run and says which tasks are to be researched."""

from typing import Any

from nyqst.artifacts.model import canonical_json
from nyqst.isolation.acting import acting_for
from nyqst.research.model.run import RunKey
from nyqst.research.workflow_state import INLINE_TASKS, run_key, task_states
from nyqst.telemetry import known_by, observed
from nyqst_agent.bootstrap import workers


@observed
def handle(event: dict[str, Any], _context: object) -> dict[str, Any]:
    key = run_key(event)
    with acting_for(key.tenant_id), known_by(tenant_id=key.tenant_id, run_id=key.run_id):
        planned = workers().plan_run(key)
        tasks = _map_input(key, planned["tasks"])
    return {**tasks, "tenant_id": key.tenant_id, "run_id": key.run_id}


def _map_input(key: RunKey, task_ids: list[str]) -> dict[str, Any]:
    """The tasks themselves where they are few, else the key of the object that lists them."""
    states = task_states(key, task_ids)
    if len(states) <= INLINE_TASKS:
        return {"task_count": len(states), "tasks": states}
    platform = workers().platform
    artifacts = platform.artifacts(key.tenant_id, "workflow")
    listed = artifacts.store(canonical_json(states), "application/json")
    tasks_key = platform.content.name(key.tenant_id, listed.sha256)
    return {"task_count": len(states), "tasks_key": tasks_key}
