"""How alike two statements are in what they speak of."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import fsum, log

from nyqst_agent.language.stems import stem
from nyqst_agent.language.stop_words import LIGHT_WORDS
from nyqst_agent.language.synonyms import Phrase
from nyqst_agent.offline.facts import Fact
from nyqst_agent.offline.slots import alike
from nyqst_agent.offline.vocabulary import REPORTING, SUPPOSED

_LIGHT = frozenset(map(stem, LIGHT_WORDS))


class Weights:
    """How telling a phrase is among the statements of a run."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._count = Counter(phrase for fact in facts for phrase in fact.phrases)
        self._total = len(facts)

    def __call__(self, phrase: Phrase) -> float:
        if all(part in REPORTING | SUPPOSED for part in phrase):
            return 0.1
        if all(part in _LIGHT for part in phrase):
            return 0.3
        rare = log(1 + self._total / (1 + self._count[phrase])) / log(2 + self._total)
        return 0.5 + 0.5 * rare

    def likeness(self, one: Iterable[Phrase], other: Iterable[Phrase]) -> float:
        """0 to 1: the weight of what both have, by whatever name, in that of all they have."""
        a, b = tuple(one), tuple(other)
        both = [p for p in a if any(alike(p, q) for q in b)]
        both += [q for q in b if any(alike(p, q) for p in a)]
        total = fsum(map(self, a + b))
        return fsum(map(self, both)) / total if total else 0.0


def shared(one: Iterable[Phrase], other: Iterable[Phrase]) -> frozenset[Phrase]:
    theirs = tuple(other)
    return frozenset(p for p in one if any(alike(p, q) for q in theirs))
