"""Asks whether a task is done. Without notes it is not, and without an answer it is."""

from collections.abc import Sequence

from nyqst.research.model.evidence import Note
from nyqst.research.model.plan import PlanTask
from nyqst.research.runner import Reflection
from nyqst_agent.runners.bedrock.budget import NOTES, fit
from nyqst_agent.runners.bedrock.calls import ModelCalls
from nyqst_agent.runners.bedrock.lines import distinct_lines, listed
from nyqst_agent.runners.bedrock.prompting import make_prompt
from nyqst_agent.runners.bedrock.schemas import ReflectionAnswer

_LONGEST_MISSING = 120
_MOST = 6


def reflect(calls: ModelCalls, task: PlanTask, notes: Sequence[Note]) -> Reflection:
    if not notes:
        return Reflection(done=False, missing=(task.message,))
    shown = fit([note.text for note in notes], str, NOTES)
    prompt = make_prompt("reflect", {"task": task.message, "notes": listed(shown)})
    answer = calls.answer(prompt, ReflectionAnswer)
    if answer is None:
        return Reflection(done=True)
    return Reflection(answer.done, distinct_lines(answer.missing, _LONGEST_MISSING)[:_MOST])
