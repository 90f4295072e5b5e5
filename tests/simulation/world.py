"""A small world: two documents, a question, and everybody who keeps a run going."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from nyqst.identity.model import Caller
from nyqst.identity.records import Added
from nyqst.research.model.run import Run, RunKey
from nyqst.research.start_run import RunRequest
from nyqst.webhooks.model.endpoint import Endpoint
from nyqst.webhooks.model.event import EventType
from tests.builders import NOW, a_caller, once
from tests.fakes.clock import FixedClock
from tests.fakes.platform import MemoryPlatform
from tests.fakes.script import Script
from tests.fakes.state_machine import Crash, Lost, StateMachine
from tests.residents import settle
from tests.simulation.interrupting import Calls, interrupting

CALLER: Caller = a_caller("ten_a")
QUESTION = RunRequest("How is the company?")
WEBHOOK = Endpoint(
    CALLER.tenant_id,
    "whk_1",
    "https://hooks.example.com/",
    frozenset({EventType.RUN_FINISHED, EventType.RUN_FAILED}),
    NOW,
    secret="whsec_",
)


@dataclass
class TickingClock(FixedClock):
    """Some events wait long enough to go out alone, others go in company."""

    def now(self) -> datetime:
        self.instant += timedelta(milliseconds=40)
        return self.instant


@dataclass
class World:
    """`platform` may be interrupted; `undisturbed` is the same without interruptions."""

    calls: Calls = field(default_factory=Calls)

    def __post_init__(self) -> None:
        script = Script(questions=("fleet", "crew"))
        self.undisturbed = MemoryPlatform(clock=TickingClock(), script=script)
        self.undisturbed.add_document(CALLER, "fleet.txt", "The fleet has 12 ferries.")
        self.undisturbed.add_document(CALLER, "crew.txt", "The crew numbers 240.")
        settle(self.undisturbed.stores.records, CALLER)
        self.undisturbed.stores.records.commit(Added(WEBHOOK))
        self.platform = MemoryPlatform(
            interrupting(self.undisturbed.stores, self.calls), self.undisturbed.clock, script
        )

    @property
    def runs(self) -> tuple[Run, ...]:
        return self.undisturbed.stores.runs.list("ten_a", 10, None).items

    def ask(self, tries: int = 3) -> None:
        """A client asks, and asks again with the same key when nobody answers."""
        for _ in range(tries):
            try:
                self.platform.start_run(CALLER, QUESTION, once())
            except Crash:
                continue
            return

    def work(self) -> None:
        """Every execution that was started and not worked on yet comes to its end."""
        for key in self.undisturbed.stores.workflow.started:
            if not self.undisturbed.stores.runs.get(key).closed:
                self.execute(key)

    def execute(self, key: RunKey) -> None:
        try:
            StateMachine(self.platform).execute(key)
        except Lost:
            return

    def reap(self) -> None:
        """The reaper comes by until there is nothing left for it to do."""
        for minutes in (2, 2, 31, 2, 2):
            self.undisturbed.clock.move(minutes=minutes)
            try:
                self.platform.reap_runs()
            except Crash:
                continue
            self.work()
