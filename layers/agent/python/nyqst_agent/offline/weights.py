"""How much each word tells of whether a text bears on what a task is asked."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from nyqst_agent.language.synonyms import Phrase
from nyqst_agent.language.verbs import starts_with_verb
from nyqst_agent.offline.asked import Asked
from nyqst_agent.offline.parts import asks
from nyqst_agent.offline.subject import points_back, subjects_of, unscaffolded
from nyqst_agent.offline.terms import QUALIFIERS, Term, name_terms, terms_of

_OTHERWISE, _HEAD = 0.5, 0.9
"""Of another name of a thing; of the noun alone: "customers" for "largest customers"."""
_PART_OF = 0.3
"""Of the last word of a phrase that means another thing: "debt" for "technical debt"."""
_BESIDE = 0.4
"""Of the name that everything is about, and of light words."""
_AROUND, _REFERRED_TO = 0.35, 0.9
"""Of what the rest of the question speaks of; more if the part points back to it."""
_MOST_OTHERS = 10
_LOOSE = 0.35
_SPEAKS_FOR_ITSELF = 2
"""Terms of its own."""
_LEANS, _STANDS = 0.6, 0.75
"""Share of what a part asks by itself, if it leans on the rest of the question or stands alone."""


@lru_cache(maxsize=256)
def own_terms(asked: Asked) -> tuple[Term, ...]:
    """What the task itself asks for, its subject's name aside if anything else is left.

    "What is it worth" lives by the rest of the question.
    """
    own = terms_of(unscaffolded(asked.text))
    around = tuple(term for term in around_terms(asked) if term.weight == 1.0)
    beside = _beside_names(asked)
    if asked.around and points_back(asked.text):
        return (*beside, *around)
    return beside or around or own


@lru_cache(maxsize=256)
def measured_by(asked: Asked) -> tuple[tuple[Term, float], ...]:
    """The terms that a statement has to speak of: the subject's too if the part has none."""
    own = tuple((term, term_weight(term)) for term in _beside_names(asked))
    if not own:
        return tuple((term, 1.0) for term in own_terms(asked))
    return (*own, *_beside(asked, own, _LEANS)) if leans(asked) else own


@lru_cache(maxsize=256)
def favoured_by(asked: Asked) -> tuple[tuple[Term, float], ...]:
    """Those, and what else the question speaks of."""
    own = measured_by(asked)
    return own if leans(asked) else (*own, *_beside(asked, own, _STANDS))


def _beside(
    asked: Asked, own: Sequence[tuple[Term, float]], share: float
) -> list[tuple[Term, float]]:
    known = {term.phrase for term, _ in own}
    rest = [t for t in around_terms(asked) if t.weight == 1.0 and t.phrase not in known]
    weight = (1 - share) / share * sum(weight for _, weight in own) / (len(rest) or 1)
    return [(term, weight * term_weight(term)) for term in rest]


def term_weight(term: Term) -> float:
    """A verb is easily said in another way, and so is a year."""
    loose = term.phrase[0].isdigit() or starts_with_verb(term.words)
    return _LOOSE if len(term.phrase) == 1 and loose else 1.0


def leans(asked: Asked) -> bool:
    """ "And who decides?" says too little without the question that it belongs to."""
    few = asks(asked.text) and len(_beside_names(asked)) < _SPEAKS_FOR_ITSELF
    return bool(asked.around) and (points_back(asked.text) or few)


def _beside_names(asked: Asked) -> tuple[Term, ...]:
    heavy = tuple(t for t in terms_of(unscaffolded(asked.text)) if t.weight == 1.0)
    named = {part for term in name_terms(subjects_of(asked.text)) for part in term.phrase}
    return tuple(term for term in heavy if not named.issuperset(term.phrase)) or heavy


@lru_cache(maxsize=256)
def around_terms(asked: Asked) -> tuple[Term, ...]:
    own = {term.phrase for term in terms_of(asked.text)}
    return tuple(term for term in terms_of(unscaffolded(asked.around)) if term.phrase not in own)


@lru_cache(maxsize=256)
def weights(asked: Asked) -> Mapping[Phrase, float]:
    """Up to 1, for whatever one thing may be called."""
    own = own_terms(asked)
    leans = points_back(asked.text)
    found: dict[Phrase, float] = {}
    _add(found, own, 1.0)
    _add(found, [t for t in terms_of(unscaffolded(asked.text)) if t not in own], _BESIDE)
    _add(found, around_terms(asked), _REFERRED_TO if leans else _AROUND)
    return found


def _add(found: dict[Phrase, float], terms: Sequence[Term], worth: float) -> None:
    for term in terms:
        _raise(found, term.phrase, worth * term.weight)
        if len(term.phrase) > 1:
            qualified = term.phrase[0] in QUALIFIERS
            _raise(found, term.phrase[-1:], worth * (_HEAD if qualified else _PART_OF))
        for other in term.others[:_MOST_OTHERS]:
            _raise(found, other, worth * term.weight * _OTHERWISE)


def _raise(found: dict[Phrase, float], phrase: Phrase, weight: float) -> None:
    found[phrase] = max(found.get(phrase, 0.0), weight)
