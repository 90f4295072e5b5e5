"""How much each word tells of whether a text bears on what a task is asked."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from nyqst_agent.language.synonyms import Phrase
from nyqst_agent.offline.asked import Asked
from nyqst_agent.offline.subject import subjects_of, unscaffolded
from nyqst_agent.offline.terms import Term, name_terms, terms_of

_OTHERWISE = 0.5
"""Of another name of a thing."""
_AROUND = 0.35
"""Of what the rest of the question speaks of."""
_MOST_OTHERS = 10


@lru_cache(maxsize=256)
def own_terms(asked: Asked) -> tuple[Term, ...]:
    """What the task itself asks for, its subject's name aside if anything else is left.

    "What is it worth" lives by the rest of the question.
    """
    own = terms_of(unscaffolded(asked.text))
    heavy = tuple(term for term in own if term.weight == 1.0)
    named = {part for term in name_terms(subjects_of(asked.text)) for part in term.phrase}
    beside = tuple(term for term in heavy if not named.issuperset(term.phrase))
    return beside or heavy or tuple(t for t in around_terms(asked) if t.weight == 1.0) or own


@lru_cache(maxsize=256)
def around_terms(asked: Asked) -> tuple[Term, ...]:
    own = {term.phrase for term in terms_of(asked.text)}
    return tuple(term for term in terms_of(unscaffolded(asked.around)) if term.phrase not in own)


def weights(asked: Asked) -> Mapping[Phrase, float]:
    """Up to 1, for whatever one thing may be called."""
    found: dict[Phrase, float] = {}
    _add(found, terms_of(unscaffolded(asked.text)), 1.0)
    _add(found, around_terms(asked), _AROUND)
    return found


def _add(found: dict[Phrase, float], terms: Sequence[Term], worth: float) -> None:
    for term in terms:
        _raise(found, term.phrase, worth * term.weight)
        for other in term.others[:_MOST_OTHERS]:
            _raise(found, other, worth * term.weight * _OTHERWISE)


def _raise(found: dict[Phrase, float], phrase: Phrase, weight: float) -> None:
    found[phrase] = max(found.get(phrase, 0.0), weight)
