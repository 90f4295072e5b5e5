"""The use cases over stores in memory, wired as the composition roots wire them."""

from dataclasses import dataclass, field
from typing import Any

from nyqst.alerts.notice import NoticeThresholds
from nyqst.artifacts.model import sha256_of
from nyqst.artifacts.store import Artifacts
from nyqst.chats.manage import Chats
from nyqst.documents.corpus import Corpora
from nyqst.documents.ingest import Ingestion
from nyqst.documents.model import Document
from nyqst.documents.upload import Announced, Documents
from nyqst.identity.model import Caller
from nyqst.metering.admit import Admit
from nyqst.metering.bypass import KeptSwitches
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.look import Look
from nyqst.metering.ports import CurrentCatalog
from nyqst.metering.reserve import Reserve
from nyqst.metering.settle import Settlement
from nyqst.metering.sweep import SweepMeters
from nyqst.research.cancel_run import CancelRun
from nyqst.research.close_run import CloseRun
from nyqst.research.dispatch_runs import DispatchRuns
from nyqst.research.give_places import GivePlaces
from nyqst.research.held_places import HeldPlaces
from nyqst.research.model.run import Run
from nyqst.research.model.step import Lease
from nyqst.research.plan_run import PlanRun
from nyqst.research.platform_places import PlatformPlaces
from nyqst.research.read_web import no_web
from nyqst.research.reap_runs import ReapRuns
from nyqst.research.research_task import ResearchTask
from nyqst.research.run_admission import RunAdmission
from nyqst.research.run_places import RunPlaces
from nyqst.research.run_projects import RunProjects
from nyqst.research.run_standing import RunStanding
from nyqst.research.runner import Runner
from nyqst.research.start_run import RunRequest, StartRun
from nyqst.research.step import Steps
from nyqst.research.synthesize_run import SynthesizeRun
from nyqst.research.write_deliverable import WriteDeliverable
from nyqst.webhooks.announce import Announce
from tests.fakes import library, plain_research
from tests.fakes.clock import FixedClock
from tests.fakes.script import Script
from tests.fakes.scripted_runner import ScriptedRunner
from tests.fakes.state_machine import StateMachine
from tests.fakes.stores import MemoryStores


@dataclass
class MemoryPlatform:
    stores: MemoryStores = field(default_factory=MemoryStores)
    clock: FixedClock = field(default_factory=FixedClock)
    script: Script = field(default_factory=Script)
    scenarios: tuple[str, ...] = ()
    catalog: CurrentCatalog = builtin_catalog
    concurrent_runs: int | None = None

    @property
    def start_run(self) -> StartRun:
        s = self.stores
        return StartRun(
            s.runs,
            s.chats,
            s.documents,
            s.events,
            self.dispatch_runs,
            self.run_admission,
            RunProjects(s.records),
            self.clock,
            "offline",
            self.scenarios,
        )

    @property
    def close_run(self) -> CloseRun:
        s = self.stores
        return CloseRun(
            s.runs,
            s.steps,
            s.chats,
            s.events,
            self.run_admission,
            self.run_places,
            self.notice_thresholds,
            Announce(s.records, s.deliveries),
            self.clock,
        )

    @property
    def notice_thresholds(self) -> NoticeThresholds:
        s = self.stores
        return NoticeThresholds(builtin_catalog, s.meters, s.alerts, s.records, self.clock)

    @property
    def settlement(self) -> Settlement:
        return Settlement(self.stores.meters, self.clock)

    @property
    def sweep_meters(self) -> SweepMeters:
        s = self.stores
        return SweepMeters(s.meters, s.tallies, self.settlement, self.notice_thresholds)

    @property
    def run_admission(self) -> RunAdmission:
        s = self.stores
        reserve = Reserve(s.meters, self.settlement, self.clock)
        look = Look(s.meters, self.clock)
        bypassed = KeptSwitches(s.records, self.clock).bypassed
        admit = Admit(self.catalog, look, reserve, s.decisions, bypassed, self.clock)
        return RunAdmission(admit, self.settlement)

    @property
    def run_places(self) -> RunPlaces:
        reserve = Reserve(self.stores.meters, self.settlement, self.clock)
        held = HeldPlaces(reserve, self.stores.meters)
        shared = PlatformPlaces(self.concurrent_runs, held, self.stores.tenant_queue)
        return RunPlaces(self.catalog, held, RunProjects(self.stores.records), shared)

    @property
    def dispatch_runs(self) -> DispatchRuns:
        stores = self.stores
        standing = RunStanding(stores.records)
        return DispatchRuns(stores.runs, stores.workflow, self.run_places, standing, self.clock)

    @property
    def cancel_run(self) -> CancelRun:
        return CancelRun(self.stores.runs, self.stores.workflow, self.close_run)

    @property
    def reap_runs(self) -> ReapRuns:
        return ReapRuns(
            self.stores.runs,
            self.stores.workflow,
            self.dispatch_runs,
            self.close_run,
            self.give_places,
            self.clock,
        )

    @property
    def give_places(self) -> GivePlaces:
        return GivePlaces(self.concurrent_runs, self.stores.tenant_queue, self.dispatch_runs)

    @property
    def steps(self) -> Steps:
        s = self.stores
        return Steps(
            s.runs, s.steps, s.events, lambda run: self.artifacts(run.tenant_id), self.clock
        )

    @property
    def plan_run(self) -> PlanRun:
        return PlanRun(
            self.steps, self.stores.chats, self.corpora, library.open_library, self.runner, no_web
        )

    @property
    def research_task(self) -> ResearchTask:
        return ResearchTask(self.steps, library.open_library, self.runner, plain_research.research)

    @property
    def synthesize_run(self) -> SynthesizeRun:
        return SynthesizeRun(self.steps, library.open_library, self.runner)

    @property
    def write_deliverable(self) -> WriteDeliverable:
        return WriteDeliverable(
            self.steps, self.runner, plain_research.render, plain_research.passages_exist
        )

    def artifacts(self, tenant_id: str, user_id: str = "usr_a") -> Artifacts:
        s = self.stores
        return Artifacts(
            s.content, s.artifacts, s.manifests, s.pointers, self.clock, tenant_id, user_id
        )

    def corpora(self, run: Run) -> Corpora:
        artifacts = self.artifacts(run.tenant_id)
        return Corpora(self.stores.corpora, self.stores.documents, artifacts, library.index)

    def ingestion(self, tenant_id: str) -> Ingestion:
        return Ingestion(self.stores.documents, self.artifacts(tenant_id), library.extract)

    def runner(self, run: Run, lease: Lease) -> Runner:
        return ScriptedRunner(self.script)

    def chats(self, caller: Caller) -> Chats:
        return Chats(self.stores.chats, self.clock, caller)

    def documents(self, caller: Caller) -> Documents:
        s = self.stores
        return Documents(s.documents, s.content, s.ingest_queue, self.clock, caller)

    def add_document(self, caller: Caller, name: str, text: str) -> Document:
        return self.add_bytes(caller, name, text.encode())

    def add_bytes(self, caller: Caller, name: str, content: bytes) -> Document:
        """Announced, uploaded, read if it can be."""
        documents = self.documents(caller)
        file = Announced(name, "text/plain", len(content), sha256_of(content))
        ((document, _),) = documents.announce([file])
        self.stores.content.put(caller.tenant_id, file.sha256, content, "text/plain")
        documents.request_ingest([document.id])
        return self.ingestion(caller.tenant_id).ingest(document.id)

    def ask(self, caller: Caller, query: str = "How is the company?", **changes: Any) -> Run:
        """A run that is started and not worked on yet."""
        return self.start_run(caller, RunRequest(query, **changes), None)

    def work(self, run: Run) -> Run:
        """The run as it is when its workflow has come to an end."""
        StateMachine(self).execute(run.key)
        return self.stores.runs.get(run.key)
