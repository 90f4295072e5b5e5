"""Is what was found enough?"""

from collections.abc import Sequence

from nyqst.research.model.evidence import Note
from nyqst.research.model.plan import PlanTask
from nyqst.research.runner import Reflection
from nyqst_agent.offline.answering import answers
from nyqst_agent.offline.asked import Asked, asked_in
from nyqst_agent.offline.coverage import coverage
from nyqst_agent.offline.queries import names_to_follow
from nyqst_agent.offline.wanted import Wanted, wanted

_STRICT = frozenset({Wanted.FIGURE, Wanted.TIME, Wanted.PERSON})
_ENOUGH = 0.6


def reflect(task: PlanTask, notes: Sequence[Note]) -> Reflection:
    """Done when the question has its answer and no name came up that leads further."""
    asked = asked_in(task.message)
    sought = asked.needs[1:] or asked.needs
    missing = tuple(need.text for need in sought if not is_answered(need, notes))
    done = not missing and not names_to_follow(asked, notes)
    return Reflection(done, missing)


def is_answered(asked: Asked, notes: Sequence[Note]) -> bool:
    """Whether a note speaks of what is asked and holds the kind of thing that would answer."""
    kind = wanted(asked.text)
    return any(
        coverage(asked, f"{note.text} . {note.heading}") >= _ENOUGH
        and (kind not in _STRICT or answers(kind, note.text) > 0)
        for note in notes
    )
