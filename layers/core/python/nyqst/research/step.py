"""Doing a step of a run once, whoever tries and whenever one dies.

A worker reads the end of the log, then takes a lease on the step, then announces its attempt in
the log with its first events. From then on an older worker on the same step can neither append to
the log (it would have to read past the announcement) nor finish the step (its lease is not the
last). What the worker stores is content-addressed, so storing it twice is storing it once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from nyqst.artifacts.store import Artifacts
from nyqst.clock import Clock
from nyqst.errors import NyqstError, Superseded
from nyqst.events.model import Fence
from nyqst.events.ports import EventStore
from nyqst.events.write import EventWriter
from nyqst.research.announce import Announcer, log_of
from nyqst.research.begin_log import begun_log
from nyqst.research.model.run import Run, RunKey
from nyqst.research.model.step import Lease
from nyqst.research.ports import RunStore, StepStore

Result = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bench:
    """What one attempt at a step works with."""

    run: Run
    lease: Lease
    events: EventWriter
    announce: Announcer
    artifacts: Artifacts


@dataclass(frozen=True, slots=True)
class Steps:
    runs: RunStore
    steps: StepStore
    events: EventStore
    artifacts_of: Callable[[Run], Artifacts]
    clock: Clock

    def do(self, key: RunKey, step: str, work: Callable[[Bench], Result]) -> Result:
        """The step's result: of this attempt, or of the one that finished it before.

        Raises `Superseded` when the run has ended or another attempt has taken over.
        """
        run = self.runs.get(key)
        if run.ended:
            raise Superseded(f"{run.id} is {run.status}", code="run_ended")
        head = begun_log(self.events, run, self.clock)
        lease = self.steps.acquire(key, step)
        if lease.result is not None:
            return lease.result
        fence = Fence(step, lease.attempt)
        writer = EventWriter(self.events, log_of(key), self.clock, head, fence)
        bench = Bench(run, lease, writer, Announcer(run, self.clock), self.artifacts_of(run))
        try:
            result = work(bench)
        except Superseded:
            raise
        except NyqstError as error:
            self.steps.fail(lease, error.code)
            raise
        writer.flush()
        self.steps.finish(lease, result)
        return result

    def results(self, key: RunKey) -> Mapping[str, Result]:
        return self.steps.results(key)

    def failures(self, key: RunKey) -> Mapping[str, str]:
        return self.steps.failures(key)
