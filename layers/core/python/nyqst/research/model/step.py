"""The steps of a run, each of which is done once whoever and however often tries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nyqst.research.model.run import RunKey

PLAN = "plan"
SYNTHESIZE = "synthesize"
WRITE = "write"


def task_step(task_id: str) -> str:
    return f"task:{task_id}"


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to finish a step. A later lease on the same step takes it away."""

    run: RunKey
    step: str
    attempt: int
    result: Mapping[str, Any] | None = None
    """What an earlier attempt has finished it with; then nothing is left to do."""
