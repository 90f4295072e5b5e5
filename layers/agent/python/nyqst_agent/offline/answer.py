"""The few statements that answer the question most directly."""

import re
from collections.abc import Mapping, Sequence

from nyqst.research.model.plan import PlanTask
from nyqst_agent.language.shapes import field, pairs
from nyqst_agent.offline.breadth import evaluates
from nyqst_agent.offline.coverage import speaks_of
from nyqst_agent.offline.facts import Fact
from nyqst_agent.offline.subject import subjects_of, unscaffolded
from nyqst_agent.offline.telling import telling
from nyqst_agent.offline.terms import name_terms, terms_of

_FEW = 3
_LONG = 260
_FIGURES = 0.15
_OPENING = 5
_MANY = 6
_LABELLED = 0.12
_NARROW = 2
"""Up to so many tasks, the answer takes the best of each; beyond, what each can spare."""
_VERDICT = re.compile(
    r"\b(?:recommend\w*|we conclude|in conclusion|conclu(?:ded|sion)|overall"
    r"|on balance|in our view|in our opinion"
    r"|verdict|advise[ds]?|suitable|unsuitable|attractive|not (?:advisable"
    r"|recommended)|should (?:proceed|not proceed|be approved))\b",
    re.IGNORECASE,
)


def is_verdict(text: str, question: str) -> bool:
    """Whether it judges what the question asks to have judged, and not something else."""
    terms = (*name_terms(subjects_of(question)), *terms_of(unscaffolded(question)))
    judged = any(term.weight == 1.0 and speaks_of(term, text) for term in terms)
    return judged and _VERDICT.search(text) is not None


def choose_answer(
    question: str, tasks: Sequence[PlanTask], facts_of: Mapping[str, Sequence[Fact]]
) -> tuple[Fact, ...]:
    """`facts_of` has each task's facts; tasks that put the question itself answer it first."""
    asked = [task for task in tasks if not is_implied(task)]
    filled = {task.id: facts_of[task.id] for task in asked or tasks if facts_of[task.id]}
    if len(filled) <= _NARROW:
        each = _FEW if len(filled) == 1 else 2
        return tuple(f for facts in filled.values() for f in _best(facts, question)[:each])
    spared = [facts for facts in filled.values() if len(facts) > 1]
    chosen = [_best(facts, question)[0] for facts in spared or filled.values()]
    ordered = _verdicts_first(chosen, question) if evaluates(question) else chosen
    return tuple(ordered[:_MANY])


def is_implied(task: PlanTask) -> bool:
    """Whether the plan added it, rather than the question itself."""
    return task.message.startswith("What do the documents say")


def _best(facts: Sequence[Fact], question: str) -> list[Fact]:
    return sorted(facts, key=lambda f: (-_directness(f, question), f.note.span))


def _directness(fact: Fact, question: str) -> float:
    """Figures matter in a judgement; else what the sentence says of the subject does."""
    weighs = evaluates(question)
    worth = (_FIGURES if weighs else _FIGURES / 3) * telling(fact.text)
    worth += 0.3 if weighs and is_verdict(fact.text, question) else 0.0
    worth += 0.1 if _opens_with_subject(fact.text, question) else 0.0
    worth += 0.05 * len(fact.witnesses)
    worth -= 0.1 * (len(fact.text) > _LONG) + _LABELLED * _is_labelled(fact.note.text)
    return fact.relevance + worth


def _is_labelled(text: str) -> bool:
    """A row of a table, or a line such as "Present: …"."""
    flat = " ".join(text.split())
    return bool(pairs(flat) or field(flat))


def _opens_with_subject(text: str, question: str) -> bool:
    opening = " ".join(text.split()[:_OPENING])
    return any(speaks_of(term, opening) for term in name_terms(subjects_of(question)))


def _verdicts_first(facts: Sequence[Fact], question: str) -> list[Fact]:
    return sorted(facts, key=lambda fact: not is_verdict(fact.text, question))
