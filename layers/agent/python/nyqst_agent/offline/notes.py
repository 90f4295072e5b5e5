"""Chooses the sentences of some passages that bear on a task."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nyqst.research.model.evidence import Note, Passage, Span
from nyqst.research.model.plan import PlanTask
from nyqst_agent.language.statements import Shape
from nyqst_agent.language.words import content_stems
from nyqst_agent.offline.answering import answers
from nyqst_agent.offline.centrality import centralities
from nyqst_agent.offline.inquiry import Inquiry, inquire
from nyqst_agent.offline.quotable import Quotable, quotables
from nyqst_agent.offline.relevance import Context, Scale
from nyqst_agent.offline.telling import says_enough, telling

LEAST_COVERAGE = 0.45
_MOST = 16
_ALIKE = 0.7
_FADING = 0.93
"""Each further note on the same need is worth a little less: breadth before depth."""
_LONGEST = 600
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class _Relevant:
    quotable: Quotable
    need: int
    coverage: float
    by_title: bool


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A statement that bears on the task, or several in a row, with the need that they serve."""

    passage: Passage
    heading: str
    start: int
    end: int
    last: int
    """Position of its last statement in the passage."""
    need: int
    relevance: float

    @property
    def text(self) -> str:
        offset = self.passage.span.start
        return self.passage.text[self.start - offset : self.end - offset]

    @property
    def span(self) -> Span:
        return Span(self.passage.span.sha256, self.start, self.end)


def take_notes(task: PlanTask, passages: Sequence[Passage]) -> tuple[Note, ...]:
    """The most relevant first; none if nothing is relevant enough.

    Statements that follow each other make one note, so that a note keeps its context.
    """
    distinct = tuple({passage.span: passage for passage in passages}.values())
    inquiry = inquire(task.message)
    scale = Scale(
        inquiry, [Context(p.text, p.heading, p.title, p.text, p.span.sha256) for p in distinct]
    )
    candidates = [q for passage in distinct for q in quotables(passage, task.message)]
    stretches = _in_a_row(_scored(inquiry, scale, candidates))
    return tuple(
        Note(s.text, s.span, round(s.relevance, 4), s.heading or s.passage.title)
        for s in _varied(stretches, len(inquiry.needs))
    )


def _scored(inquiry: Inquiry, scale: Scale, candidates: Sequence[Quotable]) -> list[_Stretch]:
    best_score = max((q.passage.score for q in candidates), default=0.0) or 1.0
    relevant = _relevant(inquiry, scale, candidates)
    central = centralities([content_stems(one.quotable.text) for one in relevant])
    return [
        _Stretch(
            one.quotable.passage,
            one.quotable.heading,
            one.quotable.span.start,
            one.quotable.span.end,
            one.quotable.position,
            one.need,
            0.52 * one.coverage
            + 0.03 * (1 - one.need / len(inquiry.needs))
            + 0.15 * answers(inquiry.needs[one.need].wanted, one.quotable.text)
            + 0.12 * telling(one.quotable.text)
            + 0.10 * centrality
            + 0.08 * max(0.0, one.quotable.passage.score) / best_score,
        )
        for one, centrality in zip(relevant, central, strict=True)
    ]


def _relevant(inquiry: Inquiry, scale: Scale, candidates: Sequence[Quotable]) -> list[_Relevant]:
    """What covers a need; what merely stands in a text with a fitting title only if need be."""
    found = []
    for quotable in candidates:
        passage = quotable.passage
        told = quotable.text.replace("_", " ") if quotable.shape is Shape.ROW else quotable.text
        context = Context(told, quotable.heading, passage.title, passage.text, passage.span.sha256)
        covered = [scale.coverage(need, context) for need in inquiry.needs]
        best = max(range(len(covered)), key=lambda n: covered[n])
        if covered[best] >= LEAST_COVERAGE and says_enough(quotable.text):
            by_title = not scale.coverage(inquiry.needs[best], replace(context, title=""))
            found.append(_Relevant(quotable, best, covered[best], by_title))
    direct = Counter(one.need for one in found if not one.by_title)
    return [one for one in found if not one.by_title or direct[one.need] < _ENOUGH]


def _in_a_row(scored: Sequence[_Stretch]) -> list[_Stretch]:
    """Neighbours of one paragraph joined; `scored` is in the order of the passages."""
    joined: list[_Stretch] = []
    for one in scored:
        before = joined[-1] if joined else None
        if before and _follows(before, one):
            better = max(before, one, key=lambda s: s.relevance)
            joined[-1] = replace(
                better,
                start=min(before.start, one.start),
                end=max(before.end, one.end),
                last=one.last,
            )
        else:
            joined.append(one)
    return joined


def _follows(before: _Stretch, after: _Stretch) -> bool:
    if before.passage is not after.passage or after.end - before.start > _LONGEST:
        return False
    between = before.passage.text[
        before.end - before.passage.span.start : after.start - before.passage.span.start
    ]
    return after.last <= before.last + 1 and "\n\n" not in between


def _varied(stretches: Sequence[_Stretch], needs: int) -> list[_Stretch]:
    """The best of each need before the second of any, without noting a thing twice."""
    ordered = sorted(stretches, key=lambda s: (-s.relevance, s.span))
    taken_of: Counter[int] = Counter()
    faded: list[_Stretch] = []
    kept: list[tuple[_Stretch, frozenset[str]]] = []
    for one in ordered:
        words = frozenset(content_stems(one.text))
        if any(_repeats(one, words, other, known) for other, known in kept):
            continue
        kept.append((one, words))
        fade = _FADING ** (taken_of[one.need] * (1 - 1 / needs))
        faded.append(replace(one, relevance=one.relevance * fade))
        taken_of[one.need] += 1
    faded.sort(key=lambda s: (-s.relevance, s.span))
    return faded[:_MOST]


def _repeats(one: _Stretch, words: frozenset[str], other: _Stretch, known: frozenset[str]) -> bool:
    """Within a source a thing need be noted once; several sources that agree are worth noting."""
    if one.span.sha256 != other.span.sha256:
        return False
    overlapping = one.start < other.end and other.start < one.end
    return overlapping or len(words & known) > _ALIKE * len(words | known)
