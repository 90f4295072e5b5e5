"""What all tasks brought home becomes one brief; those that failed are named, not hidden."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace

from nyqst.errors import QuorumNotMet
from nyqst.research.model.brief import TaskFailure, TaskFindings
from nyqst.research.model.plan import PlanSet, Progress
from nyqst.research.model.run import RunKey
from nyqst.research.model.step import PLAN, SYNTHESIZE, task_step
from nyqst.research.model_json import dump, load
from nyqst.research.ports import CorpusOpener, RunnerOf
from nyqst.research.step import Bench, Result, Steps

BRIEF_MEDIA_TYPE = "application/vnd.nyqst.brief+json"
QUORUM = 0.5
"""The share of tasks that must have come home for a report to be worth writing."""

_REASONS = {
    "model_failed": "the model gave no usable answer",
    "throttled": "the model's provider kept refusing calls",
    "unfinished": "its worker did not finish in time",
}


@dataclass(frozen=True, slots=True)
class SynthesizeRun:
    steps: Steps
    open_corpus: CorpusOpener
    runner_of: RunnerOf

    def __call__(self, key: RunKey) -> Result:
        """`brief` is an artifact. Raises `QuorumNotMet`."""
        return self.steps.do(key, SYNTHESIZE, self._synthesize)

    def _synthesize(self, bench: Bench) -> Result:
        results = self.steps.results(bench.run.key)
        plan = load(PlanSet, bench.artifacts.read(results[PLAN]["plan"]))
        findings = [
            load(TaskFindings, bench.artifacts.read(results[task_step(task.id)]["findings"]))
            for task in plan.tasks
            if task_step(task.id) in results
        ]
        failures = self._failures(bench, plan, results)
        if len(findings) < QUORUM * len(plan.tasks):
            raise QuorumNotMet(f"{len(findings)} of {len(plan.tasks)} questions were researched")
        bench.events.emit(
            bench.announce.action("synthesis", plan.plans[-1].id, "Comparing what was found")
        )
        bench.events.flush()
        search = self.open_corpus(bench.artifacts, results[PLAN]["index"])
        runner = self.runner_of(bench.run, bench.lease)
        checked = runner.cross_check(findings, search)
        read = sorted({sha256 for found in checked for sha256 in found.sources_read})
        sources = [search.source(sha256) for sha256 in read]
        brief = runner.synthesize(plan, checked, failures, sources)
        brief = replace(brief, unreadable=plan.unreadable)
        stored = bench.artifacts.store(dump(brief), BRIEF_MEDIA_TYPE)
        return {
            "brief": stored.sha256,
            "failed": len(failures),
            "usage": list(astuple(runner.usage)),
        }

    def _failures(
        self, bench: Bench, plan: PlanSet, results: Mapping[str, Result]
    ) -> list[TaskFailure]:
        missing = [task for task in plan.tasks if task_step(task.id) not in results]
        codes = self.steps.failures(bench.run.key) if missing else {}
        failures = []
        for task in missing:
            code = codes.get(task_step(task.id), "unfinished")
            reason = _REASONS.get(code, "it failed for a reason that is in the logs")
            failures.append(TaskFailure(task.id, task.title, task.message, reason))
            given_up = f"Given up: {reason}"
            bench.events.emit(bench.announce.task_update(task, Progress.ERROR, given_up))
        return failures
