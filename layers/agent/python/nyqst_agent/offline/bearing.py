"""How much a statement bears on what is asked, by its own words and by what it stands under."""

from collections.abc import Mapping
from dataclasses import dataclass

from nyqst_agent.language.synonyms import Phrase
from nyqst_agent.offline.asked import Asked
from nyqst_agent.offline.coverage import grade
from nyqst_agent.offline.terms import Term
from nyqst_agent.offline.weights import asked_terms

_HEADING, _BLOCK, _TITLE, _PASSAGE = 0.9, 0.85, 0.85, 0.5
"""What a term is worth that stands not in the statement but around it."""
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
    """0 to 1 each; `whole` is never less than `own`."""

    own: float
    whole: float


@dataclass(frozen=True, slots=True)
class Scale:
    """The terms of what is asked, each with its share of the whole."""

    shares: tuple[tuple[Term, float], ...]

    def weigh(self, text: str, context: Context) -> Bearing:
        around = (
            (context.heading, _HEADING),
            (context.block, _BLOCK),
            (context.title, _TITLE),
            (context.passage, _PASSAGE),
        )
        own = whole = 0.0
        for term, share in self.shares:
            said = grade(term, text)
            near = max(worth * grade(term, other) for other, worth in around)
            own += share * said
            whole += share * max(said, near)
        return Bearing(own, whole)


def scale(asked: Asked, common: Mapping[Phrase, float]) -> Scale:
    """`common` has the share of all passages that speak of a phrase."""
    weighed = [
        (term, weight * (1 - _COMMON * common.get(term.phrase, 0.0)))
        for term, weight in asked_terms(asked)
    ]
    total = sum(weight for _, weight in weighed) or 1.0
    return Scale(tuple((term, weight / total) for term, weight in weighed))
