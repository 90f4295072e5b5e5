"""Ranks passages by BM25 over the words that a task weighs, and over what came up beside them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from nyqst.research.model.evidence import Passage
from nyqst_agent.language.stems import stem
from nyqst_agent.language.stop_words import LIGHT_WORDS, STOP_WORDS
from nyqst_agent.language.synonyms import Phrase, phrases
from nyqst_agent.language.words import stems

_SATURATION, _LENGTH = 1.2, 0.5
_IN_HEADING, _IN_TITLE = 1.5, 1.0
_UNSEEN = 20
"""Passages that were not found count as many as this that have none of the words."""
_LEARNT_FROM, _LEARNT, _LEARNT_SHARE = 8, 20, 0.25
"""What is learnt weighs together this share of what is asked."""
_BEST_OF_SOURCE = 3
_LITTLE = frozenset(map(stem, STOP_WORDS | LIGHT_WORDS))


@lru_cache(maxsize=16384)
def phrases_of(text: str) -> tuple[Phrase, ...]:
    return phrases(stems(text))


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well each passage fits, and each source by its best passages: 1 for the best one."""

    passages: Sequence[float]
    sources: Mapping[str, float]
    words: Mapping[Phrase, float]
    """What counted, weighed by how rare it is."""
    common: Mapping[Phrase, float]
    """In what share of the passages a phrase occurs."""


def rank(passages: Sequence[Passage], weights: Mapping[Phrase, float]) -> Ranking:
    counted = [_counted(passage) for passage in passages]
    rarity = _Rarity(counted)
    first = _scores(counted, weights, rarity)
    words = {**_learnt(counted, first, weights, rarity), **weights}
    scores = _scores(counted, words, rarity)
    best = max(scores, default=0.0) or 1.0
    return Ranking(
        [score / best for score in scores],
        _by_source(passages, scores),
        {phrase: weight * rarity(phrase) for phrase, weight in words.items()},
        {phrase: rarity.share(phrase) for phrase in words},
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    phrases: Mapping[Phrase, float]
    own: frozenset[Phrase]
    """Those of the text itself."""
    length: int


def _counted(passage: Passage) -> _Counted:
    own = phrases_of(passage.text)
    found: Counter[Phrase] = Counter()
    for text, worth in ((own, 1.0), (phrases_of(passage.heading), _IN_HEADING)):
        for phrase in text:
            found[phrase] += worth  # type: ignore[assignment]
    for phrase in phrases_of(passage.title):
        found[phrase] += _IN_TITLE  # type: ignore[assignment]
    return _Counted(found, frozenset(own), len(own) + 1)


class _Rarity:
    def __init__(self, counted: Sequence[_Counted]) -> None:
        self._having = Counter(phrase for one in counted for phrase in one.phrases)
        self._total = len(counted) + _UNSEEN

    def share(self, phrase: Phrase) -> float:
        return self._having[phrase] / self._total

    def __call__(self, phrase: Phrase) -> float:
        having = self._having[phrase]
        return log(1 + (self._total - having + 0.5) / (having + 0.5))


def _scores(
    counted: Sequence[_Counted], weights: Mapping[Phrase, float], rarity: _Rarity
) -> list[float]:
    average = sum(one.length for one in counted) / (len(counted) or 1)
    return [_score(one, weights, rarity, average) for one in counted]


def _score(
    one: _Counted, weights: Mapping[Phrase, float], rarity: _Rarity, average: float
) -> float:
    norm = _SATURATION * (1 - _LENGTH + _LENGTH * one.length / average)
    score = 0.0
    for phrase, weight in weights.items():
        if count := one.phrases.get(phrase):
            score += weight * rarity(phrase) * count * (_SATURATION + 1) / (count + norm)
    return score


def _learnt(
    counted: Sequence[_Counted],
    scores: Sequence[float],
    weights: Mapping[Phrase, float],
    rarity: _Rarity,
) -> dict[Phrase, float]:
    """What the best passages speak of beside what was asked."""
    best = sorted(range(len(counted)), key=lambda n: (-scores[n], n))[:_LEARNT_FROM]
    found: defaultdict[Phrase, float] = defaultdict(float)
    for n in best:
        for phrase in sorted(counted[n].own):
            if phrase not in weights and phrase[0] not in _LITTLE and phrase[0].isalpha():
                found[phrase] += scores[n] * rarity(phrase)
    most = sorted(found, key=lambda phrase: (-found[phrase], phrase))[:_LEARNT]
    learnt = sum(found[phrase] for phrase in most)
    share = _LEARNT_SHARE * sum(weights.values()) / learnt if learnt else 0.0
    return {phrase: share * found[phrase] for phrase in most}


def _by_source(passages: Sequence[Passage], scores: Sequence[float]) -> dict[str, float]:
    found: defaultdict[str, list[float]] = defaultdict(list)
    for passage, score in zip(passages, scores, strict=True):
        found[passage.span.sha256].append(score)
    summed = {
        source: sum(sorted(own, reverse=True)[:_BEST_OF_SOURCE]) for source, own in found.items()
    }
    best = max(summed.values(), default=0.0) or 1.0
    return {source: total / best for source, total in summed.items()}
