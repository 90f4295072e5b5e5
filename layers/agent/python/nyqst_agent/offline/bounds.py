"""Statements about all of a kind, such as "no customer is above 5 percent", and cases against."""

import re
from dataclasses import dataclass
from functools import lru_cache

from nyqst_agent.language.names import names
from nyqst_agent.language.quantities import Quantity
from nyqst_agent.language.words import content_stems
from nyqst_agent.offline.facts import Fact, row_name
from nyqst_agent.offline.slots import Slot, alike, slots

_AT_MOST = re.compile(
    r"^\W*(?:[^.;]{0,60},\s)?(?:no|none of (?:the|its|our)|not one|neither of the)\s"
    r"(?P<kind>[a-z][\w -]{1,40}?)(?P<but>,? (?:apart from|except|other than"
    r"|besides|but)[^.;]*?)?,?\s"
    r"(?:exceeds?|(?:accounts? for|is|are|was|were|has|have|had|makes? up|represents?|contributes?"
    r"|costs?|takes?|took|earns?)\s(?:[^.;]{0,30}?\b)?"
    r"(?:more than|above|over|greater than|beyond))\s?$",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"^\W*(?:[^.;]{0,60},\s)?(?:all|every|each|all of the)\s(?P<kind>[a-z][\w -]{1,40}?)"
    r"(?P<but>,? (?:apart from|except|other than|besides|but)[^.;]*?)?,?\s"
    r"(?:[^.;]{0,40}?\b)(?:at least|not less than|no less than|more than|above|over)\s?$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:and|all|other|others|total|various|individuals?|rest|remaining)\b", re.IGNORECASE
)
"""A row that is not about a single one."""


@dataclass(frozen=True, slots=True)
class _Bound:
    kind: frozenset[str]
    """Stems of what it says of all of."""
    spared: frozenset[str]
    slot: Slot
    upper: bool


def breaks_bound(one: Fact, other: Fact) -> tuple[Slot, Slot] | None:
    """The bound that `one` sets for all of a kind, and the value in `other` that is beyond it."""
    bound = _bound(one)
    if bound is None or not _is_one_of(other, bound):
        return None
    beyond = (slot for slot in slots(other) if _is_beyond(slot, bound))
    found = next(beyond, None)
    return (bound.slot, found) if found else None


@lru_cache(maxsize=8192)
def _bound(fact: Fact) -> _Bound | None:
    for slot in slots(fact):
        if not isinstance(slot.value, Quantity):
            continue
        before = fact.text[: slot.value.start]
        for shape, upper in ((_AT_MOST, True), (_AT_LEAST, False)):
            if said := shape.match(before):
                kind = frozenset(content_stems(said["kind"]))
                return _Bound(kind, _named(said["but"] or ""), slot, upper)
    return None


def _named(text: str) -> frozenset[str]:
    return frozenset(word for name in names(f"x {text}") for word in name.key.split())


def _is_one_of(fact: Fact, bound: _Bound) -> bool:
    """A row or a sentence about a single named thing of the kind."""
    told = f"{fact.note.text} {fact.note.heading} {fact.source.title}"
    row = row_name(fact)
    named = frozenset(content_stems(row))
    words = {word for key in fact.names for word in key.split()} | named
    if _SEVERAL.search(row):
        return False
    return (
        bool(bound.kind)
        and bound.kind <= frozenset(content_stems(told))
        and bool(words)
        and bound.spared.isdisjoint(word for key in fact.names for word in key.split())
    )


def _is_beyond(slot: Slot, bound: _Bound) -> bool:
    value, limit = slot.value, bound.slot.value
    if slot.kind != bound.slot.kind or not isinstance(value, Quantity):
        return False
    if not isinstance(limit, Quantity) or slot.former or value.agrees(limit):
        return False
    own = [p for p in bound.slot.about if not bound.kind.issuperset(p)]
    measured = any(alike(p, q) for p in own for q in slot.about)
    return measured and (value.value > limit.value) == bound.upper
