"""Looking after runs that nobody looks after any more.

A run is due when it stays too long between two states: queued though nothing started it, ended
though its log has not, or past its deadline; and every minute while it waits for a place. What is
done about it can be done twice.
"""

from dataclasses import dataclass
from datetime import timedelta

from nyqst.clock import Clock
from nyqst.research.close_run import CloseRun
from nyqst.research.dispatch_runs import DispatchRuns
from nyqst.research.give_places import GivePlaces
from nyqst.research.model.run import Run, RunStatus
from nyqst.research.ports import RunStore, Workflow

AT_ONCE = 50
_WAITS_FOR = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ReapRuns:
    runs: RunStore
    workflow: Workflow
    dispatch: DispatchRuns
    close_run: CloseRun
    give_places: GivePlaces
    clock: Clock

    def __call__(self) -> int:
        """How many runs it looked at.

        Raises what went wrong with any of them as a group, when it has looked at all.
        """
        due = self.runs.due(self.clock.now(), AT_ONCE)
        failures = []
        for run in due:
            try:
                self._look_at(run)
            except Exception as error:  # noqa: BLE001 - it is raised below
                error.add_note(f"while looking after {run.id} of {run.tenant_id}")
                failures.append(error)
        try:
            self.give_places()
        except Exception as error:  # noqa: BLE001 - it is raised below
            error.add_note("while giving places to who waits for them")
            failures.append(error)
        if failures:
            raise ExceptionGroup(
                f"{len(failures)} failures while looking after {len(due)} runs", failures
            )
        return len(due)

    def _look_at(self, run: Run) -> None:
        if run.ended:
            self.close_run(run.key, run.status, run.error_type, run.error_message)
        elif run.waits:
            self.dispatch.unless_suspended(run.tenant_id)
            if self.runs.get(run.key).waits:
                self.runs.look_again(run.key, self.clock.now() + _WAITS_FOR)
        elif self.clock.now() >= run.deadline:
            self.close_run(
                run.key, RunStatus.FAILED, "deadline_passed", "The run took longer than it may"
            )
            self.workflow.stop(run.key, "deadline passed")
        else:
            self.workflow.start(run.key)
            self.runs.look_again(run.key, run.deadline)
