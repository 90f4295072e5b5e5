"""Is what was found enough?"""

from collections.abc import Sequence

from nyqst.research.model.evidence import Note
from nyqst.research.model.plan import PlanTask
from nyqst.research.runner import Reflection
from nyqst_agent.offline.answering import answers
from nyqst_agent.offline.inquiry import Need, Wanted, inquire
from nyqst_agent.offline.relevance import names_term

_STRICT = frozenset({Wanted.FIGURE, Wanted.TIME, Wanted.PERSON})


def reflect(task: PlanTask, notes: Sequence[Note]) -> Reflection:
    inquiry = inquire(task.message)
    missing = tuple(need.text for need in inquiry.needs if not is_answered(need, notes))
    return Reflection(done=not missing, missing=missing)


def is_answered(need: Need, notes: Sequence[Note]) -> bool:
    """Whether a note speaks of all that the need names and holds the kind of thing it wants."""
    return any(
        _speaks_of(need, note)
        and (need.wanted not in _STRICT or answers(need.wanted, note.text) > 0)
        for note in notes
    )


def _speaks_of(need: Need, note: Note) -> bool:
    context = f"{note.text} . {note.heading}"
    heavy = [term for term in need.terms if term.weight == 1.0] or list(need.terms)
    found = sum(names_term(term, context) for term in heavy)
    return found > 0 and found * 2 >= len(heavy)
