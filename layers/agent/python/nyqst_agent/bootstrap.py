"""The composition root of the workers: the core's platform with the agent's parts plugged in."""

import tempfile
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from nyqst.bootstrap import Platform, platform
from nyqst.research.model.run import Run

if TYPE_CHECKING:
    from nyqst.documents.corpus import Corpora
    from nyqst.research.model.step import Lease
    from nyqst.research.plan_run import PlanRun
    from nyqst.research.ports import CorpusOpener
    from nyqst.research.read_web import WebReader
    from nyqst.research.research_task import ResearchTask
    from nyqst.research.runner import Runner
    from nyqst.research.step import Steps
    from nyqst.research.synthesize_run import SynthesizeRun
    from nyqst.research.write_deliverable import WriteDeliverable


@dataclass
class Workers:
    platform: Platform

    @cached_property
    def plan_run(self) -> "PlanRun":
        from nyqst.research.plan_run import PlanRun

        return PlanRun(
            self.steps,
            self.platform.chats,
            self.corpora,
            self.open_corpus,
            self.runner,
            self.read_web,
        )

    @cached_property
    def read_web(self) -> "WebReader":
        """A stage without a secret for it has no web, nor what reads pages."""
        from nyqst.research.read_web import no_web

        if not self.platform.settings.web_search_secret:
            return no_web
        from nyqst_documents.extract import extract

        return self.platform.research.read_web(extract)

    @cached_property
    def research_task(self) -> "ResearchTask":
        from nyqst.research.research_task import ResearchTask
        from nyqst_agent.research_graph import research

        return ResearchTask(self.steps, self.open_corpus, self.runner, research)

    @cached_property
    def synthesize_run(self) -> "SynthesizeRun":
        from nyqst.research.synthesize_run import SynthesizeRun

        return SynthesizeRun(self.steps, self.open_corpus, self.runner)

    @cached_property
    def write_deliverable(self) -> "WriteDeliverable":
        from nyqst.research.write_deliverable import WriteDeliverable
        from nyqst_agent.citations import check
        from nyqst_documents.render import render_all

        return WriteDeliverable(self.steps, self.runner, render_all, check)

    @cached_property
    def steps(self) -> "Steps":
        from nyqst.research.step import Steps

        parts = self.platform
        return Steps(
            parts.research.runs,
            parts.research.steps,
            parts.events,
            lambda run: parts.artifacts(run.tenant_id, run.user_id),
            parts.clock,
        )

    @cached_property
    def open_corpus(self) -> "CorpusOpener":
        from nyqst_agent.corpora import CachedCorpora

        return CachedCorpora(Path(tempfile.gettempdir()))

    def corpora(self, run: Run) -> "Corpora":
        from nyqst.documents.corpus import Corpora
        from nyqst_agent.index.build import build

        parts = self.platform
        artifacts = parts.artifacts(run.tenant_id, run.user_id)
        return Corpora(parts.corpora, parts.documents, artifacts, build)

    def runner(self, run: Run, lease: "Lease") -> "Runner":
        from nyqst_agent.runners import make_runner

        parts = self.platform
        return make_runner(
            run.runner,
            lambda: parts.research.run_models(run, lease),
            lambda: parts.research.run_purses(run, lease),
        )


@cache
def workers() -> Workers:
    return Workers(platform())
