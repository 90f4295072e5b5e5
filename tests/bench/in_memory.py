"""Whole runs with everything real but the stores: the use cases, the graph, the offline runner."""

import mimetypes
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nyqst.artifacts.model import sha256_of
from nyqst.artifacts.store import Artifacts
from nyqst.documents.corpus import Corpora
from nyqst.documents.ingest import Ingestion
from nyqst.documents.model import Document
from nyqst.documents.upload import Announced
from nyqst.identity.model import Caller, Role, Scope
from nyqst.identity.plan import PlanCode
from nyqst.research.deliveries import delivery_of
from nyqst.research.gml.parser import parse
from nyqst.research.model.brief import DataBrief
from nyqst.research.model.evidence import Source
from nyqst.research.model.report import Report
from nyqst.research.model.run import Delivery, Run
from nyqst.research.model.step import SYNTHESIZE, Lease
from nyqst.research.model_json import load
from nyqst.research.plan_run import PlanRun
from nyqst.research.read_web import no_web
from nyqst.research.research_task import ResearchTask
from nyqst.research.runner import Runner
from nyqst.research.synthesize_run import SynthesizeRun
from nyqst.research.write_deliverable import WriteDeliverable
from nyqst_agent.citations import check
from nyqst_agent.corpora import CachedCorpora
from nyqst_agent.index.build import build
from nyqst_agent.research_graph import research
from nyqst_agent.runners import make_runner
from nyqst_documents.extract import extract
from nyqst_documents.render import render_all
from tests.fakes.models import no_model
from tests.fakes.platform import MemoryPlatform

CALLER = Caller("ten_bench", "usr_bench", "default", Role.OWNER, frozenset(Scope), PlanCode.TEAM)


@dataclass(frozen=True, slots=True)
class Delivered:
    run: Run
    delivery: Delivery
    report: Report
    sources: tuple[Source, ...]
    texts: Mapping[str, str]


@dataclass
class RealWorkers(MemoryPlatform):
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="nyqst-bench-")))

    @property
    def open_corpus(self) -> CachedCorpora:
        return CachedCorpora(self.folder)

    @property
    def plan_run(self) -> PlanRun:
        stores = self.stores
        return PlanRun(
            self.steps, stores.chats, self.corpora, self.open_corpus, self.runner, no_web
        )

    @property
    def research_task(self) -> ResearchTask:
        return ResearchTask(self.steps, self.open_corpus, self.runner, research)

    @property
    def synthesize_run(self) -> SynthesizeRun:
        return SynthesizeRun(self.steps, self.open_corpus, self.runner)

    @property
    def write_deliverable(self) -> WriteDeliverable:
        return WriteDeliverable(self.steps, self.runner, render_all, check)

    def corpora(self, run: Run) -> Corpora:
        artifacts = self.artifacts(run.tenant_id)
        return Corpora(self.stores.corpora, self.stores.documents, artifacts, build)

    def ingestion(self, tenant_id: str) -> Ingestion:
        return Ingestion(self.stores.documents, self.artifacts(tenant_id), extract)

    def runner(self, run: Run, lease: Lease) -> Runner:
        return make_runner(run.runner, no_model)

    def add_folder(self, folder: Path) -> list[Document]:
        return [self._add(path) for path in sorted(folder.iterdir()) if path.is_file()]

    def research(self, question: str) -> Delivered:
        return self.delivered(self.work(self.ask(CALLER, question)))

    def delivered(self, run: Run) -> Delivered:
        results = self.stores.steps.results(run.key)
        artifacts = self.artifacts(run.tenant_id)
        delivery = delivery_of(results)
        brief = load(DataBrief, artifacts.read(results[SYNTHESIZE]["brief"]))
        report = parse(artifacts.read(delivery.files["gml"]).decode())
        texts = _texts(artifacts, brief.all_sources)
        return Delivered(run, delivery, report, brief.all_sources, texts)

    def _add(self, path: Path) -> Document:
        content = path.read_bytes()
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        file = Announced(path.name, media_type, len(content), sha256_of(content))
        documents = self.documents(CALLER)
        ((document, _),) = documents.announce([file])
        self.stores.content.put(CALLER.tenant_id, file.sha256, content, media_type)
        documents.request_ingest([document.id])
        return self.ingestion(CALLER.tenant_id).ingest(document.id)


def _texts(artifacts: Artifacts, sources: tuple[Source, ...]) -> dict[str, str]:
    return {source.sha256: artifacts.read(source.sha256).decode() for source in sources}
