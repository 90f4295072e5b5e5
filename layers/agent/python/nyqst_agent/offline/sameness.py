"""Statements that say the same become one fact with several witnesses."""

import re
from collections.abc import Sequence
from dataclasses import replace

from nyqst.research.model.evidence import Standing
from nyqst_agent.offline.facts import Fact

_ALIKE = 0.62
_CONTAINED = 0.85
_FEWEST_SHARED = 3
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nor|neither|without|cannot|fails?|failed|lacks?|un(?:able|likely|paid|signed))\b|n['’]t\b",
    re.IGNORECASE,
)
_MOST_WITNESSES = 3


def merged(facts: Sequence[Fact]) -> list[Fact]:
    """In the same order; a statement joins the first that says the same.

    What a text that is out of date says can support, but never stand for, what a current one says.
    """
    kept: list[Fact] = []
    for fact in sorted(facts, key=lambda f: f.source.standing is not Standing.CURRENT):
        at = next((n for n, other in enumerate(kept) if say_the_same(other, fact)), None)
        if at is None:
            kept.append(fact)
        else:
            kept[at] = _joined(kept[at], fact)
    telling = [f for f in kept if not any(_says_less(f, other) for other in kept)]
    return sorted(telling, key=lambda f: (-f.relevance, f.note.span))


def _says_less(one: Fact, other: Fact) -> bool:
    """Whether another current statement holds all that this one says, and more."""
    if one is other or other.source.standing is not Standing.CURRENT or not other.relevance:
        return False
    shared = len(one.stems & other.stems)
    more = len(other.stems) > len(one.stems) or len(other.text) > len(one.text)
    return (
        more
        and shared >= _CONTAINED * len(one.stems)
        and len(one.stems) >= _FEWEST_SHARED - 1
        and _supports(other, one)
        and negated(one.text) == negated(other.text)
    )


def _joined(one: Fact, other: Fact) -> Fact:
    spans = one.witnesses
    known = {one.note.span.sha256, *(span.sha256 for span in spans)}
    if (
        other.note.span.sha256 not in known
        and len(spans) < _MOST_WITNESSES
        and _supports(other, one)
    ):
        spans = (*spans, other.note.span)
    tasks = tuple(dict.fromkeys((*one.tasks, *other.tasks)))
    return replace(one, witnesses=spans, tasks=tasks, relevance=max(one.relevance, other.relevance))


def say_the_same(one: Fact, other: Fact) -> bool:
    if one.text == other.text:
        return True
    shared = len(one.stems & other.stems)
    smaller = min(len(one.stems), len(other.stems))
    alike = shared >= _ALIKE * len(one.stems | other.stems)
    contained = smaller >= _FEWEST_SHARED and shared >= _CONTAINED * smaller
    if not (alike or (contained and _supports(one, other) and bool(other.quantities))):
        return False
    return (
        _figures_agree(one, other)
        and negated(one.text) == negated(other.text)
        and one.names == other.names
    )


def _figures_agree(one: Fact, other: Fact) -> bool:
    if {d.key for d in one.dates} != {d.key for d in other.dates}:
        return False
    return _all_found(one, other) and _all_found(other, one)


def _all_found(one: Fact, other: Fact) -> bool:
    return all(any(q.agrees(o) for o in other.quantities) for q in one.quantities)


def _supports(witness: Fact, fact: Fact) -> bool:
    """Whether every figure, date and name of the fact stands in the witness too, as written."""
    text = witness.text.lower()
    figures = [fact.text[q.start : q.end] for q in fact.quantities]
    days = [fact.text[d.start : d.end] for d in fact.dates]
    return all(part.lower() in text for part in (*figures, *days, *fact.names))


def negated(text: str) -> bool:
    return len(_NEGATION.findall(text)) % 2 == 1
