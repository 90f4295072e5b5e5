"""One task of the plan, done by one worker beside its siblings."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from nyqst.errors import Failed, Throttled
from nyqst.events.types.execution import ErrorNotice
from nyqst.research.model.brief import TaskFindings
from nyqst.research.model.evidence import Passage
from nyqst.research.model.plan import PlanSet, PlanTask, Progress
from nyqst.research.model.run import RunKey
from nyqst.research.model.step import PLAN, task_step
from nyqst.research.model_json import dump, load
from nyqst.research.ports import CorpusOpener, Researcher, RunnerOf
from nyqst.research.search import Search
from nyqst.research.step import Bench, Result, Steps

FINDINGS_MEDIA_TYPE = "application/vnd.nyqst.findings+json"


@dataclass(frozen=True, slots=True)
class ResearchTask:
    steps: Steps
    open_corpus: CorpusOpener
    runner_of: RunnerOf
    research: Researcher

    def __call__(self, key: RunKey, task_id: str) -> Result:
        """`findings` is an artifact; a retried run takes over what the earlier one finished."""

        def work(bench: Bench) -> Result:
            return self._taken_over(bench, task_id) or self._research(bench, task_id)

        return self.steps.do(key, task_step(task_id), work)

    def _taken_over(self, bench: Bench, task_id: str) -> Result | None:
        run = bench.run
        if run.retry_of is None:
            return None
        earlier = self.steps.results(RunKey(run.tenant_id, run.retry_of))
        result = earlier.get(task_step(task_id))
        if result is None:
            return None
        task = self._planned(bench)[1].task(task_id)
        message = "Taken over from the run before"
        bench.events.emit(bench.announce.task_update(task, Progress.SUCCESS, message))
        # What it cost was paid by that run.
        return {"findings": result["findings"]}

    def _research(self, bench: Bench, task_id: str) -> Result:
        planned, plan = self._planned(bench)
        task = plan.task(task_id)
        bench.events.emit(bench.announce.task_update(task, Progress.LOADING, task.message))
        bench.events.flush()
        search = self.open_corpus(bench.artifacts, planned["index"])
        runner = self.runner_of(bench.run, bench.lease)
        progress = EventProgress(bench, task)
        try:
            findings = self.research(
                task, runner, search, bench.run.limits, progress, self._remembered(bench, search)
            )
        except (Failed, Throttled) as error:
            self._report(bench, task, error)
            raise
        stored = bench.artifacts.store(dump(findings), FINDINGS_MEDIA_TYPE)
        read, noted = len(findings.sources_read), len(findings.notes)
        bench.events.emit(
            bench.announce.task_update(
                task,
                Progress.SUCCESS,
                f"{_counted(noted, 'note')} from {_counted(read, 'source')}",
                metadata={"notes": noted, "sources": read, "findings": stored.sha256},
            )
        )
        return {
            "findings": stored.sha256,
            "usage": list(astuple(runner.usage)),
        }

    def _report(self, bench: Bench, task: PlanTask, error: Failed | Throttled) -> None:
        recoverable = isinstance(error, Throttled)
        bench.events.emit(
            ErrorNotice(
                code="rate_limit_exceeded" if recoverable else "tool_execution_failed",
                message=f"{task.title}: {error.message}",
                recoverable=recoverable,
                context={"task_id": task.id, "attempt": bench.lease.attempt},
            )
        )
        if not recoverable:
            bench.events.emit(
                bench.announce.task_update(
                    task, Progress.ERROR, "This question could not be researched"
                )
            )
        bench.events.flush()

    def _planned(self, bench: Bench) -> tuple[Result, PlanSet]:
        planned = self.steps.results(bench.run.key)[PLAN]
        return planned, load(PlanSet, bench.artifacts.read(planned["plan"]))

    def _remembered(self, bench: Bench, search: Search) -> Sequence[Passage]:
        """What the run before it in the chat has noted, as passages to take notes from.

        Nothing of what this run may not read: the documents may have been chosen anew.
        """
        if bench.run.follows is None:
            return ()
        earlier = self.steps.results(RunKey(bench.run.tenant_id, bench.run.follows))
        findings = [
            load(TaskFindings, bench.artifacts.read(result["findings"]))
            for step, result in sorted(earlier.items())
            if "findings" in result
        ]
        readable = {source.sha256 for source in search.sources()}
        noted = (note for found in findings for note in found.notes)
        notes = [note for note in noted if note.span.sha256 in readable]
        return [Passage(note.span, note.text, note.heading, note.relevance) for note in notes]


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


@dataclass
class EventProgress:
    """A task's progress, told through the run's log."""

    bench: Bench
    task: PlanTask

    def doing(self, action: str) -> None:
        self.bench.events.emit(self.bench.announce.action(self.task.id, self.task.plan_id, action))

    def tool_started(self, tool: str, what: str) -> None:
        self._tool("tool_call_started", tool, {"input": what})

    def tool_completed(self, tool: str, what: str, found: int) -> None:
        self._tool("tool_call_completed", tool, {"input": what, "found": found})

    def _tool(self, event: str, tool: str, metadata: dict[str, str | int]) -> None:
        self.bench.events.emit(
            self.bench.announce.tool(self.task.id, self.task.plan_id, event, tool, metadata)
        )
