"""Stopping a run that is wanted no more. Cancelling one that has ended changes nothing."""

from dataclasses import dataclass

from nyqst.identity.model import Caller
from nyqst.research.close_run import CloseRun
from nyqst.research.model.run import Run, RunKey, RunStatus
from nyqst.research.ports import RunStore, Workflow


@dataclass(frozen=True, slots=True)
class CancelRun:
    runs: RunStore
    workflow: Workflow
    close_run: CloseRun

    def __call__(self, caller: Caller, run_id: str) -> Run:
        """The run as it ended, be it by this or before."""
        return self.end(RunKey(caller.tenant_id, run_id))

    def end(self, key: RunKey) -> Run:
        run = self.runs.get(key)
        if run.closed:
            return run
        closed = self.close_run(key, RunStatus.CANCELLED, "cancelled", "The run was cancelled")
        self.workflow.stop(key, "cancelled")
        return closed
