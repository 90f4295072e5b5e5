"""Chooses the statements of some passages that bear on a task."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nyqst.research.model.evidence import Note, Passage
from nyqst.research.model.plan import PlanTask
from nyqst_agent.language.statements import Shape
from nyqst_agent.language.synonyms import Phrase
from nyqst_agent.offline.answering import answers
from nyqst_agent.offline.asked import Asked, asked_in
from nyqst_agent.offline.bearing import Bearing, scale
from nyqst_agent.offline.quotable import Quotable, quotables
from nyqst_agent.offline.ranking import Ranking, phrases_of, rank
from nyqst_agent.offline.telling import says_enough, telling
from nyqst_agent.offline.wanted import wanted
from nyqst_agent.offline.weights import weights

_MOST = 48
_ALIKE = 0.75
_FADING = 0.94
"""Each further note on one of several needs is worth a little less: breadth before depth."""
_MOST_ROWS = 10
"""Of one table: the rest of it is there to be opened."""
_OWN, _WHOLE, _WORDS, _PASSAGE, _SOURCE, _TELLING, _ANSWERS = 0.4, 0.4, 0.2, 0.3, 0.15, 0.1, 0.2
_TOTAL = _OWN + _WHOLE + _WORDS + _PASSAGE + _SOURCE + _TELLING + _ANSWERS
_LEAST, _LEAST_OWN, _LEAST_AROUND = 0.5, 0.1, 0.55
"""Share of what is asked that a statement has to speak of: with what it stands in, and itself."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    quotable: Quotable
    words: frozenset[Phrase]
    relevance: float

    @property
    def span(self) -> tuple[str, int, int]:
        span = self.quotable.span
        return span.sha256, span.start, span.end


def take_notes(task: PlanTask, passages: Sequence[Passage]) -> tuple[Note, ...]:
    """The most relevant first; none if nothing bears on what is asked."""
    distinct = tuple({passage.span: passage for passage in passages}.values())
    needs = asked_in(task.message).needs
    found = [one for need in needs for one in _for_need(need, distinct, alone=len(needs) == 1)]
    found.sort(key=lambda c: (-c.relevance, c.quotable.span))
    return tuple(
        Note(
            one.quotable.text,
            one.quotable.span,
            round(one.relevance, 4),
            one.quotable.heading or one.quotable.passage.title,
        )
        for one in _varied(found)
    )


def _for_need(need: Asked, passages: Sequence[Passage], *, alone: bool) -> Iterator[_Candidate]:
    """The best of each need before the second of any."""
    ranking = rank(passages, weights(need))
    ranked = sorted(
        _candidates(need, passages, ranking), key=lambda c: (-c.relevance, c.quotable.span)
    )
    for place, one in enumerate(_varied(ranked)):
        yield one if alone else replace(one, relevance=one.relevance * _FADING**place)


def _candidates(
    asked: Asked, passages: Sequence[Passage], ranking: Ranking
) -> Iterator[_Candidate]:
    measure = scale(asked, ranking.common)
    found = [
        (quotable, bearing, fit)
        for passage, fit in zip(passages, ranking.passages, strict=True)
        for quotable in quotables(passage, asked.text)
        if says_enough(quotable.text)
        for bearing in [measure.weigh(quotable.text, quotable.context)]
        if _bears(quotable, bearing, asked)
    ]
    own = [_own(quotable, ranking) for quotable, _, _ in found]
    most = max(own, default=0.0) or 1.0
    for (quotable, bearing, fit), words in zip(found, own, strict=True):
        parts = (
            (_OWN, bearing.own),
            (_WHOLE, bearing.whole),
            (_WORDS, (words / most) ** 0.5),
            (_PASSAGE, fit),
            (_SOURCE, ranking.sources[quotable.span.sha256]),
            (_TELLING, telling(quotable.text)),
            (_ANSWERS, answers(wanted(asked.text), quotable.text)),
        )
        score = sum(weight * value for weight, value in parts) / _TOTAL
        yield _Candidate(quotable, frozenset(phrases_of(quotable.text)), score)


def _bears(quotable: Quotable, bearing: Bearing, asked: Asked) -> bool:
    """Whether it speaks of what is asked itself, or tells something in a place that does."""
    if bearing.whole < _LEAST:
        return False
    if bearing.own >= _LEAST_OWN:
        return True
    beside = bearing.whole >= _LEAST_AROUND and quotable.shape is not Shape.ROW
    return beside and answers(wanted(asked.text), quotable.text) > 0


def _own(quotable: Quotable, ranking: Ranking) -> float:
    said = frozenset(phrases_of(quotable.text))
    return sum(weight for phrase, weight in ranking.words.items() if phrase in said)


def _varied(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Without what is noted already, and without whole tables."""
    kept: list[_Candidate] = []
    rows: Counter[tuple[str, str]] = Counter()
    for one in candidates:
        if any(_repeats(one, other) for other in kept):
            continue
        if one.quotable.shape is Shape.ROW:
            table = (one.quotable.span.sha256, one.quotable.heading)
            rows[table] += 1
            if rows[table] > _MOST_ROWS:
                continue
        kept.append(one)
        if len(kept) == _MOST:
            break
    return kept


def _repeats(one: _Candidate, other: _Candidate) -> bool:
    """Within a source a thing need be noted once; another source bears witness."""
    source, start, end = one.span
    source_too, start_too, end_too = other.span
    if source == source_too and start_too <= start and end <= end_too:
        return True
    if source != source_too:
        return False
    return len(one.words & other.words) > _ALIKE * len(one.words | other.words)
