"""How much a statement bears on what is asked, by its own words and by what it stands under."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nyqst_agent.language.synonyms import Phrase
from nyqst_agent.offline.asked import Asked
from nyqst_agent.offline.coverage import grade
from nyqst_agent.offline.terms import Term
from nyqst_agent.offline.weights import favoured_by, measured_by

_HEADING, _BLOCK, _TITLE, _PASSAGE = 0.9, 0.55, 0.85, 0.5
"""What a term is worth that stands not in the statement but around it."""
_OTHERWISE = 0.55
"""Another name of a thing counts less where a heading calls it by its own."""
_COMMON = 0.6
"""What a term loses that every passage has."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a statement stands in; each is a text that may speak of what is asked."""

    heading: str
    block: str
    title: str
    passage: str


@dataclass(frozen=True, slots=True)
class Bearing:
    """0 to 1 each. `needed` is `whole` of the terms that a statement has to speak of."""

    own: float
    whole: float
    needed: float


@dataclass(frozen=True, slots=True)
class Scale:
    """The terms of what is asked, each with its weight, and how much another name of it counts."""

    needed: tuple[tuple[Term, float], ...]
    favoured: tuple[tuple[Term, float], ...]
    otherwise: Mapping[Phrase, float]

    def weigh(self, text: str, context: Context) -> Bearing:
        own = {term: self._grade(term, text) for term, _ in self.favoured}
        whole = {term: max(said, self._around(term, context)) for term, said in own.items()}
        return Bearing(
            _mean(self.favoured, own), _mean(self.favoured, whole), _mean(self.needed, whole)
        )

    def _around(self, term: Term, context: Context) -> float:
        return max(
            _HEADING * self._grade(term, context.heading),
            _BLOCK * self._grade(term, context.block),
            _TITLE * self._grade(term, context.title),
            _PASSAGE * self._grade(term, context.passage),
        )

    def _grade(self, term: Term, text: str) -> float:
        found = grade(term, text)
        return found if found == 1.0 else found * self.otherwise[term.phrase]


def scale(asked: Asked, common: Mapping[Phrase, float], headed: frozenset[Phrase]) -> Scale:
    """`common` has the share of all passages that speak of a phrase, `headed` those in headings."""
    needed, favoured = (
        tuple((t, weight * (1 - _COMMON * common.get(t.phrase, 0.0))) for t, weight in terms)
        for terms in (measured_by(asked), favoured_by(asked))
    )
    otherwise = {term.phrase: _OTHERWISE if term.phrase in headed else 1.0 for term, _ in favoured}
    return Scale(needed, favoured, otherwise)


def _mean(terms: Sequence[tuple[Term, float]], grades: Mapping[Term, float]) -> float:
    total = sum(weight for _, weight in terms) or 1.0
    return sum(weight * grades[term] for term, weight in terms) / total
