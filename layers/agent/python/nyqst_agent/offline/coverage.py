"""How much of what a task asks for a text speaks of."""

import re
from functools import lru_cache

from nyqst_agent.language.synonyms import Phrase
from nyqst_agent.language.words import stems
from nyqst_agent.offline.asked import Asked
from nyqst_agent.offline.cues import cued
from nyqst_agent.offline.terms import Term
from nyqst_agent.offline.weights import own_terms, term_weight

_IT = re.compile(r"\bIT\b")
_INFORMATION_TECHNOLOGY = stems("information technology")
_OTHERWISE, _CUED = 0.85, 0.55
"""Of a term that a text calls by another name, or only speaks of in a turn of phrase."""


def coverage(asked: Asked, text: str) -> float:
    """0 to 1: the share of the task's own terms that the text has, by whatever name."""
    weighed = [(term, term_weight(term)) for term in own_terms(asked)]
    total = sum(weight for _, weight in weighed)
    return sum(weight for term, weight in weighed if speaks_of(term, text)) / (total or 1.0)


def speaks_of(term: Term, text: str) -> bool:
    """Whether the text has the term, another name of it, or a turn of phrase for it."""
    return grade(term, text) > 0


@lru_cache(maxsize=131072)
def grade(term: Term, text: str) -> float:
    """0 to 1: how plainly the text speaks of the term."""
    if _has(text, term.phrase) or _is_abbreviated(term.phrase, text):
        return 1.0
    if any(_has(text, phrase) for phrase in term.others):
        return _OTHERWISE
    return _CUED if len(term.phrase) == 1 and cued(term.phrase[0], text) else 0.0


def _is_abbreviated(phrase: Phrase, text: str) -> bool:
    """Stems know no capitals, and so take "IT" for a pronoun."""
    return phrase == _INFORMATION_TECHNOLOGY and _IT.search(text) is not None


def _has(text: str, phrase: Phrase) -> bool:
    return f" {' '.join(phrase)} " in _joined(text)


@lru_cache(maxsize=8192)
def _joined(text: str) -> str:
    return f" {' '.join(stems(text))} "
