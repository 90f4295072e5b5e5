"""What the states of the workflow hand to each other: ids and counts, never content."""

from collections.abc import Mapping, Sequence
from typing import Any

from nyqst.research.model.run import RunKey

INLINE_TASKS = 40
"""More than these go through a distributed map: an inline one runs no more at once."""


def run_key(state: Mapping[str, Any]) -> RunKey:
    return RunKey(state["tenant_id"], state["run_id"])


def task_state(key: RunKey, task_id: str) -> dict[str, str]:
    """What one iteration of the map is given."""
    return {"tenant_id": key.tenant_id, "run_id": key.run_id, "task_id": task_id}


def task_states(key: RunKey, task_ids: Sequence[str]) -> list[dict[str, str]]:
    return [task_state(key, task_id) for task_id in task_ids]
