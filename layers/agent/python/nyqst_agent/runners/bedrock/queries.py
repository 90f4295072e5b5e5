"""Asks what to search for. Where no answer comes, the task's own words are searched for."""

from collections.abc import Sequence

from nyqst.research.model.evidence import Note
from nyqst.research.model.plan import PlanTask
from nyqst_agent.runners.bedrock.budget import NOTES, fit
from nyqst_agent.runners.bedrock.calls import ModelCalls
from nyqst_agent.runners.bedrock.lines import distinct_lines, listed
from nyqst_agent.runners.bedrock.prompting import make_prompt
from nyqst_agent.runners.bedrock.schemas import QueriesAnswer

_LONGEST_QUERY = 200
_MOST = 6


def choose_queries(
    calls: ModelCalls, task: PlanTask, notes: Sequence[Note], missing: Sequence[str]
) -> tuple[str, ...]:
    material = {
        "task": task.message,
        "notes": listed(fit([note.text for note in notes], str, NOTES)),
        "missing": listed(missing),
    }
    answer = calls.answer(make_prompt("queries", material), QueriesAnswer)
    if answer is not None:
        return distinct_lines(answer.queries, _LONGEST_QUERY)[:_MOST]
    return distinct_lines(missing or ([] if notes else [task.message]), _LONGEST_QUERY)[:_MOST]
