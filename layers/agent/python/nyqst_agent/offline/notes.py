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
from nyqst_agent.offline.coverage import speaks_of
from nyqst_agent.offline.quotable import Quotable, quotables
from nyqst_agent.offline.ranking import Ranking, phrases_of, rank
from nyqst_agent.offline.subject import subjects_of
from nyqst_agent.offline.telling import says_enough, telling
from nyqst_agent.offline.terms import terms_of
from nyqst_agent.offline.wanted import wanted
from nyqst_agent.offline.weights import leans, weights

_MOST = 48
_ALIKE = 0.75
_FADING = 0.94
"""Each further note on one of several needs is worth a little less: breadth before depth."""
_STEP, _ROW = 0.01, 0.97
_MOST_ROWS = 8
"""Of one table: the rest of it is there to be opened."""
_OWN, _WHOLE, _WORDS, _PASSAGE, _SOURCE, _TELLING, _ANSWERS = 0.4, 0.5, 0.15, 0.3, 0.3, 0.15, 0.2
_TOTAL = _OWN + _WHOLE + _WORDS + _PASSAGE + _SOURCE + _TELLING + _ANSWERS
_LEAST, _LEAST_OF_MANY, _FEW_TERMS, _LEAST_IF_LEANING = 0.5, 0.3, 2, 0.5
"""Share of what is asked that a statement has to speak of, with what it stands in."""
_NEAR_BEST = 0.5
"""Share of what the best one speaks of that the others have to."""
_HEADED = 0.75
"""Enough for whatever stands under a heading or title that speaks of it."""
_LEAST_OWN, _BESIDE, _PLAINLY = 0.1, 0.1, 0.4
"""Share that it has to speak of itself, how much more is wanted of what it stands in if not, and
how much is wanted of a sentence of few words."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    quotable: Quotable
    words: frozenset[Phrase]
    relevance: float
    own: float
    """How much of what is asked its own words say."""

    @property
    def is_one_of_many(self) -> bool:
        return self.quotable.shape is Shape.ROW and self.own < _LEAST_OWN

    @property
    def span(self) -> tuple[str, int, int]:
        span = self.quotable.span
        return span.sha256, span.start, span.end


def take_notes(task: PlanTask, passages: Sequence[Passage]) -> tuple[Note, ...]:
    """The most relevant first; none if nothing bears on what is asked."""
    distinct = tuple({passage.span: passage for passage in passages}.values())
    asked = asked_in(task.message)
    needs = asked.needs
    distinct = tuple(p for p in distinct if _is_about(asked, p))
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


def _is_about(asked: Asked, passage: Passage) -> bool:
    """Whether it speaks of the thing an aspect of which is asked, unless that goes by a name."""
    _, _, of = asked.text.partition(" of ") if asked.items else ("", "", asked.within)
    terms = [] if subjects_of(of) else [t for t in terms_of(of) if t.weight == 1.0]
    text = f"{passage.text} . {passage.heading} . {passage.title}"
    return not terms or any(speaks_of(term, text) for term in terms)


def _for_need(need: Asked, passages: Sequence[Passage], *, alone: bool) -> Iterator[_Candidate]:
    """The best of each need before the second of any."""
    passages = [passage for passage in passages if _is_about(need, passage)]
    ranking = rank(passages, weights(need))
    ranked = sorted(
        _in_order_of_tables(list(_candidates(need, passages, ranking))),
        key=lambda c: (-c.relevance, c.quotable.span),
    )
    for place, one in enumerate(_varied(ranked)):
        yield one if alone else replace(one, relevance=one.relevance * _FADING**place)


def _candidates(
    asked: Asked, passages: Sequence[Passage], ranking: Ranking
) -> Iterator[_Candidate]:
    headed = frozenset(p for each in passages for p in phrases_of(f"{each.heading} {each.title}"))
    measure = scale(asked, ranking.common, headed)
    least = _least(asked, len(measure.needed))
    found = [
        (quotable, bearing, fit)
        for passage, fit in zip(passages, ranking.passages, strict=True)
        for quotable in quotables(passage, asked.text)
        for bearing in [measure.weigh(quotable.told, quotable.context)]
        if _bears(quotable, bearing, asked, least)
    ]
    enough = _NEAR_BEST * max((bearing.needed for _, bearing, _ in found), default=0.0)
    found = [each for each in found if each[1].needed >= enough]
    own = [_own(quotable, ranking) for quotable, _, _ in found]
    most = max(own, default=0.0) or 1.0
    for (quotable, bearing, fit), words in zip(found, own, strict=True):
        parts = (
            (_OWN, bearing.own),
            (_WHOLE, bearing.whole),
            (_WORDS, bearing.whole * (words / most) ** 0.5),
            (_PASSAGE, bearing.whole * fit),
            (_SOURCE, bearing.whole * ranking.sources[quotable.span.sha256]),
            (_TELLING, telling(quotable.text)),
            (_ANSWERS, answers(wanted(asked.text), quotable.text)),
        )
        score = sum(weight * value for weight, value in parts) / _TOTAL
        score *= _ROW if quotable.shape is Shape.ROW else 1.0
        yield _Candidate(quotable, frozenset(phrases_of(quotable.text)), score, bearing.own)


def _least(asked: Asked, terms: int) -> float:
    if leans(asked):
        return _LEAST_IF_LEANING
    return _LEAST if terms <= _FEW_TERMS else _LEAST_OF_MANY


def _in_order_of_tables(found: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Rows that differ in nothing that was asked keep the order that their table gives them."""
    best: dict[tuple[str, str], float] = {}
    for one in found:
        if one.is_one_of_many:
            table = one.quotable.table
            best[table] = max(best.get(table, 0.0), one.relevance)
    place: Counter[tuple[str, str]] = Counter()
    for one in sorted(found, key=lambda c: c.quotable.span):
        if one.is_one_of_many:
            table = one.quotable.table
            yield replace(one, relevance=best[table] * (1 - _STEP * place[table]))
            place[table] += 1
        else:
            yield one


def _bears(quotable: Quotable, bearing: Bearing, asked: Asked, least: float) -> bool:
    """Whether it speaks of what is asked itself, or tells something in a place that does."""
    if bearing.needed < least or not (says_enough(quotable.text) or bearing.own >= _PLAINLY):
        return False
    if bearing.own >= _LEAST_OWN:
        return True
    if bearing.needed >= _HEADED and quotable.shape is not Shape.FIELD:
        return True
    return bearing.needed >= least + _BESIDE and answers(wanted(asked.text), quotable.text) > 0


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
            table = one.quotable.table
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
