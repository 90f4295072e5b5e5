"""Runs that go a known way: the offline runner, hindered on purpose."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from nyqst.errors import ModelFailed, Throttled
from nyqst.research.model.evidence import Note, Passage
from nyqst.research.model.plan import Plan, PlanRequest, PlanSet, PlanTask
from nyqst.research.runner import Runner
from nyqst_agent.runners.delegate import Answer, DelegatingRunner

_LOST = frozenset({"t02", "t05"})
_FEWEST = 6
_LARGE = 45
_REFUSALS = 2

_MORE_TASKS = (
    ("Figures", "Which figures bear on this: {question}"),
    ("Dates and deadlines", "Which dates and deadlines bear on this: {question}"),
    ("People and organisations", "Which people and organisations matter for this: {question}"),
    ("Risks", "Which risks bear on this: {question}"),
    ("Obligations", "Which obligations and conditions bear on this: {question}"),
)
"""Title and message of the tasks that fill up a plan that has too few to lose two."""


class FailingModel(DelegatingRunner):
    """Nothing comes of the run: there is no plan."""

    def plan(self, request: PlanRequest) -> PlanSet:  # noqa: ARG002
        raise _failed()


class PartialBuild(DelegatingRunner):
    """Two tasks fail for good, the others come home."""

    def plan(self, request: PlanRequest) -> PlanSet:
        planned = self.runner.plan(request)
        *earlier, last = planned.plans
        wanted = min(_FEWEST, request.limits.tasks) - len(planned.tasks)
        more = [
            PlanTask(f"t{number:02}", last.id, title, message.format(question=request.question))
            for number, (title, message) in enumerate(
                _MORE_TASKS[: max(0, wanted)], start=len(planned.tasks) + 1
            )
        ]
        filled: Plan = replace(last, tasks=(*last.tasks, *more))
        return replace(planned, plans=(*earlier, filled))

    def choose_queries(
        self, task: PlanTask, notes: Sequence[Note], missing: Sequence[str]
    ) -> tuple[str, ...]:
        _lose(task)
        return self.runner.choose_queries(task, notes, missing)

    def take_notes(self, task: PlanTask, passages: Sequence[Passage]) -> tuple[Note, ...]:
        _lose(task)
        return self.runner.take_notes(task, passages)


class LargePlan(DelegatingRunner):
    """More tasks than an inline map runs at once, all of them after the same thing."""

    def plan(self, request: PlanRequest) -> PlanSet:
        planned = self.runner.plan(request)
        *earlier, last = planned.plans
        first = len(planned.tasks) + 1
        more = [
            PlanTask(f"t{number:02}", last.id, f"Look {number}", request.question)
            for number in range(first, _LARGE + 1)
        ]
        return replace(planned, plans=(*earlier, replace(last, tasks=(*last.tasks, *more))))


class RateLimited(DelegatingRunner):
    """Every method is refused twice before it answers."""

    def __init__(self, runner: Runner) -> None:
        super().__init__(runner)
        self._refused: Counter[str] = Counter()

    def _call(self, method: str, call: Callable[[], Answer]) -> Answer:
        if self._refused[method] < _REFUSALS:
            self._refused[method] += 1
            raise Throttled("The model's provider asks to slow down")
        return call()


SCENARIOS: Mapping[str, Callable[[Runner], Runner]] = {
    "happy_path": lambda runner: runner,
    "large_plan": LargePlan,
    "llm_failure": FailingModel,
    "partial_build": PartialBuild,
    "rate_limited": RateLimited,
}


def _lose(task: PlanTask) -> None:
    if task.id in _LOST:
        raise _failed()


def _failed() -> ModelFailed:
    return ModelFailed("The model gave no usable answer")
