"""Quotations of one source that overlap, made one: no sentence is told twice."""

from collections.abc import Sequence
from dataclasses import replace

from nyqst.research.model.evidence import Span
from nyqst_agent.language.plain import plain
from nyqst_agent.offline.facts import Fact

_LONGEST = 640


def without_overlaps(facts: Sequence[Fact]) -> list[Fact]:
    """In the same order; of two that are too long together the first one stays."""
    kept: list[Fact] = []
    for fact in facts:
        at = next((n for n, other in enumerate(kept) if _overlap(fact, other)), None)
        if at is None:
            kept.append(fact)
        elif _length(fact, kept[at]) <= _LONGEST:
            kept[at] = _joined(kept[at], fact)
    return kept


def _overlap(one: Fact, other: Fact) -> bool:
    a, b = one.note.span, other.note.span
    return a.sha256 == b.sha256 and a.start < b.end and b.start < a.end


def _length(one: Fact, other: Fact) -> int:
    a, b = one.note.span, other.note.span
    return max(a.end, b.end) - min(a.start, b.start)


def _joined(one: Fact, other: Fact) -> Fact:
    first, second = sorted((one.note, other.note), key=lambda note: note.span)
    rest = second.text[first.span.end - second.span.start :]
    text = first.text + rest if second.span.end > first.span.end else first.text
    span = Span(first.span.sha256, first.span.start, first.span.start + len(text))
    tasks = tuple(dict.fromkeys((*one.tasks, *other.tasks)))
    return replace(one, text=plain(text), note=replace(one.note, text=text, span=span), tasks=tasks)
