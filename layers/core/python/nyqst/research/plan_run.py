"""The first step: what may be read, and which questions to ask of it."""

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, replace

from nyqst.chats.ports import ChatStore
from nyqst.documents.corpus import Corpora
from nyqst.documents.model import Document
from nyqst.errors import Conflict, Superseded
from nyqst.events.types.messaging import ChatTitleGenerated
from nyqst.research.model.evidence import UnreadableFile
from nyqst.research.model.plan import PlanRequest, PlanSet, SourceOutline
from nyqst.research.model.run import Run, RunKey, RunStatus
from nyqst.research.model.step import PLAN
from nyqst.research.model_json import dump, load
from nyqst.research.ports import CorpusOpener, RunnerOf
from nyqst.research.read_web import WebReader
from nyqst.research.step import Bench, Result, Steps

PLAN_MEDIA_TYPE = "application/vnd.nyqst.plan+json"
_EARLIER_QUESTIONS = 5


@dataclass(frozen=True, slots=True)
class PlanRun:
    steps: Steps
    chats: ChatStore
    corpora_of: Callable[[Run], Corpora]
    open_corpus: CorpusOpener
    runner_of: RunnerOf
    read_web: WebReader

    def __call__(self, key: RunKey) -> Result:
        """`tasks` are the ids of the plan's tasks, `plan` and `index` are artifacts."""
        self._start(key)
        return self.steps.do(key, PLAN, self._plan)

    def _start(self, key: RunKey) -> None:
        try:
            self.steps.runs.change(key, RunStatus.RUNNING, self.steps.clock.now())
        except Conflict:
            status = self.steps.runs.get(key).status
            if status is not RunStatus.RUNNING:
                raise Superseded(f"{key.run_id} is {status}", code="run_ended") from None

    def _plan(self, bench: Bench) -> Result:
        run = bench.run
        bench.events.emit(bench.announce.action("planning", "p1", "Devising a research strategy"))
        bench.events.flush()
        taken_over = self.steps.results(RunKey(run.tenant_id, run.retry_of or "")).get(PLAN)
        if taken_over:
            plan = load(PlanSet, bench.artifacts.read(taken_over["plan"]))
            self._announce(bench, plan, ())
            # What it cost was paid by that run.
            return {name: taken_over[name] for name in ("plan", "index", "tasks")}
        web = self.read_web(bench)
        corpus = self.corpora_of(run).corpus_of(run.document_ids, web.extracts)
        outlines = self.open_corpus(bench.artifacts, corpus.index_sha256).outlines()
        runner = self.runner_of(run, bench.lease)
        plan = runner.plan(
            PlanRequest(run.query, run.limits, outlines, tuple(self._earlier_questions(run)))
        )
        unreadable = dict.fromkeys((*map(_unreadable, corpus.unreadable), *web.unread))
        plan = replace(plan, unreadable=tuple(unreadable))
        stored = bench.artifacts.store(dump(plan), PLAN_MEDIA_TYPE)
        self._announce(bench, plan, outlines)
        return {
            "plan": stored.sha256,
            "index": corpus.index_sha256,
            "tasks": [task.id for task in plan.tasks],
            "usage": list(astuple(runner.usage)),
        }

    def _announce(self, bench: Bench, plan: PlanSet, outlines: Sequence[SourceOutline]) -> None:
        run = bench.run
        if self.chats.rename(run.tenant_id, run.chat_id, plan.title, only_if_unnamed=True):
            bench.events.emit(ChatTitleGenerated(chat_id=run.chat_id, title=plan.title))
        bench.events.emit(
            bench.announce.planned(plan),
            bench.announce.pending_sources(plan, [outline.title for outline in outlines]),
            bench.announce.fan_out(plan),
        )

    def _earlier_questions(self, run: Run) -> list[str]:
        """Oldest first."""
        questions: list[str] = []
        earlier = run.follows
        while earlier and len(questions) < _EARLIER_QUESTIONS:
            before = self.steps.runs.get(RunKey(run.tenant_id, earlier))
            questions.append(before.query)
            earlier = before.follows
        return questions[::-1]


def _unreadable(document: Document) -> UnreadableFile:
    failure = document.failure
    return UnreadableFile(document.name, failure.message if failure else "The reason is not known")
