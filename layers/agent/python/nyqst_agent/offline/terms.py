"""The words of a question that an answer has to speak of, and how much each matters."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nyqst_agent.language.slips import likely_slip
from nyqst_agent.language.stems import stem
from nyqst_agent.language.stop_words import LIGHT_WORDS, STOP_WORDS
from nyqst_agent.language.synonyms import Phrase, known_stems, knows, phrases, synonyms
from nyqst_agent.language.words import lowered

_LIGHT = frozenset(stem(word) for word in LIGHT_WORDS)
QUALIFIERS = frozenset(
    map(stem, "largest biggest main major top key new current total annual important".split())
)
"""Stems of words that tell which one of a kind is meant."""
_IT = re.compile(r"\bIT\b")
_LIGHT_WEIGHT = 0.33
_SHORTEST_MISSPELT = 6


@dataclass(frozen=True, slots=True)
class Term:
    """`weight` is 1 for a word that means something, a third for one that any text has."""

    phrase: Phrase
    words: str
    """As the question has them."""
    weight: float
    others: tuple[Phrase, ...]
    """What else it may be called."""


def terms_of(text: str) -> tuple[Term, ...]:
    """Each once, in order."""
    words = lowered(text if text.isupper() else _IT.sub("information technology", text))
    stemmed = tuple(map(stem, words))
    found: dict[Phrase, Term] = {}
    at = 0
    for phrase in phrases(stemmed):
        spelled = " ".join(words[at : at + len(phrase)])
        at += len(phrase)
        if len(phrase) == 1 and (meant := _meant(spelled)):
            others = ((meant,), *synonyms((meant,)))
            found.setdefault(phrase, Term(phrase, f"{spelled} {meant}", 1.0, others))
        elif len(phrase) > 1 or not _is_empty(spelled):
            weight = _LIGHT_WEIGHT if len(phrase) == 1 and phrase[0] in _LIGHT else 1.0
            found.setdefault(phrase, Term(phrase, spelled, weight, _others(phrase)))
    return tuple(found.values())


def _others(phrase: Phrase) -> tuple[Phrase, ...]:
    """A qualified thing may go by its noun alone: "largest customers" are customers."""
    if len(phrase) == 1 or phrase[0] not in QUALIFIERS:
        return synonyms(phrase)
    head = phrase[-1:]
    return tuple(dict.fromkeys((head, *synonyms(phrase), *synonyms(head))))


def name_terms(names: Sequence[str]) -> tuple[Term, ...]:
    """A name is one term; a part of it that is no ordinary word stands for it too."""
    found = []
    for name in dict.fromkeys(names):
        words = [word for word in lowered(name) if not _is_empty(word)]
        stemmed = tuple(map(stem, words))
        if stemmed:
            parts = tuple((s,) for s in stemmed if len(stemmed) > 1 and not knows(s))
            found.append(Term(stemmed, " ".join(words), 1.0, parts or synonyms(stemmed)))
    return tuple(found)


@lru_cache(maxsize=1024)
def _meant(word: str) -> str:
    """The stem of the only common word one slip away from a word that nobody knows."""
    if len(word) < _SHORTEST_MISSPELT or not word.isalpha() or knows(stem(word)):
        return ""
    near = [s for s in known_stems() if s[0] == word[0] and likely_slip(stem(word), s)]
    return near[0] if len(near) == 1 else ""


def _is_empty(word: str) -> bool:
    return word in STOP_WORDS or (len(word) < 2 and not word.isdigit())
