"""What a finished run has handed over."""

from collections.abc import Mapping
from typing import Any

from nyqst.research.model.run import Delivery, Run, RunStatus
from nyqst.research.model.step import WRITE
from nyqst.research.model_json import load
from nyqst.research.ports import StepStore


def delivery_of(results: Mapping[str, Mapping[str, Any]]) -> Delivery:
    return load(Delivery, results[WRITE]["delivery"].encode())


def find_delivery(steps: StepStore, run: Run) -> Delivery | None:
    """None unless the run has succeeded."""
    if run.status is not RunStatus.SUCCEEDED:
        return None
    return delivery_of(steps.results(run.key))
