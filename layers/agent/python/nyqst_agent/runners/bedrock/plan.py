"""Asks for a plan. Where none comes, the question itself is the one task."""

from collections.abc import Sequence

from nyqst.research.model.plan import Plan, PlanRequest, PlanSet, PlanTask, SourceOutline
from nyqst_agent.runners.bedrock.budget import OUTLINES, fit
from nyqst_agent.runners.bedrock.calls import ModelCalls
from nyqst_agent.runners.bedrock.lines import distinct_lines, listed, one_line
from nyqst_agent.runners.bedrock.prompting import make_prompt
from nyqst_agent.runners.bedrock.schemas import PlanAnswer, PlannedTask

_PLAN_ID = "p1"
_LONGEST_TITLE = 72
_LONGEST_MESSAGE = 400
_LONGEST_OUTLINE = 300


def plan(calls: ModelCalls, request: PlanRequest) -> PlanSet:
    material = {
        "question": request.question,
        "earlier": listed(request.earlier_questions),
        "sources": listed(_outlines(request.sources)),
    }
    prompt = make_prompt("plan", material, {"most": str(request.limits.tasks)})
    answer = calls.answer(prompt, PlanAnswer)
    planned = answer.tasks if answer else []
    tasks = _tasks(planned, request.limits.tasks) or (_whole(request.question),)
    title = one_line(answer.title if answer else "", _LONGEST_TITLE) or tasks[0].title
    summary = one_line(answer.summary if answer else "", _LONGEST_MESSAGE)
    return PlanSet(request.question, title, (Plan(_PLAN_ID, title, summary, tasks),))


def _tasks(planned: Sequence[PlannedTask], most: int) -> tuple[PlanTask, ...]:
    """Without those that ask nothing or what another one asks."""
    titles = {one_line(task.question, _LONGEST_MESSAGE): task.title for task in reversed(planned)}
    messages = distinct_lines((task.question for task in planned), _LONGEST_MESSAGE)
    return tuple(
        PlanTask(f"t{number:02}", _PLAN_ID, _title(titles.get(message, ""), message), message)
        for number, message in enumerate(messages[:most], start=1)
    )


def _whole(question: str) -> PlanTask:
    message = " ".join(question.split())
    return PlanTask("t01", _PLAN_ID, one_line(message, _LONGEST_TITLE), message)


def _title(title: str, message: str) -> str:
    return one_line(title, _LONGEST_TITLE) or one_line(message, _LONGEST_TITLE)


def _outlines(sources: Sequence[SourceOutline]) -> list[str]:
    lines = [
        one_line(f"{source.title}: {'; '.join(source.headings)}".rstrip(": "), _LONGEST_OUTLINE)
        for source in sources
    ]
    return fit(lines, str, OUTLINES)
