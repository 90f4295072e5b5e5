"""Counts of things that are open, and later statements on how many of them were dealt with."""

import re

from nyqst_agent.language.quantities import Quantity
from nyqst_agent.offline.facts import Fact, wording
from nyqst_agent.offline.slots import Slot, slots

_OPEN = re.compile(
    r"\b(?:(?:re)?open|outstanding|unresolved|pending|unpaid|overdue|incomplete|unfixed|remain\w*"
    r"|not yet \w+ed|under way|in progress)\b",
    re.IGNORECASE,
)
_DEALT_WITH = re.compile(
    r"\b(?:closed|resolved|fixed|completed|remedied|remediated|settled|cleared|addressed|repaired"
    r"|paid|dealt with|signed off|(?:no longer|still|remains?|left) (?:open|outstanding|unresolved"
    r"|pending|unpaid|overdue))\b",
    re.IGNORECASE,
)
_STATE = frozenset(wording("open outstanding unresolved pending unpaid overdue remain close left"))
_LOOK = 90


def reports_progress(one: Fact, other: Fact) -> bool:
    """Whether `one` tells, later, what became of the things that `other` counts as open."""
    if one.dated is None or other.dated is None or one.dated <= other.dated:
        return False
    if not _DEALT_WITH.search(one.text):
        return False
    return any(_is_of(one, slot) for slot in slots(other) if _counts_open(other, slot))


def _counts_open(fact: Fact, slot: Slot) -> bool:
    value = slot.value
    if slot.kind != "number" or not isinstance(value, Quantity) or not slot.unit:
        return False
    return _OPEN.search(fact.text[value.end : value.end + _LOOK]) is not None


def _is_of(one: Fact, counted: Slot) -> bool:
    """The same things by the two words that name them, or by one word and their number."""
    items = {part for phrase in counted.unit for part in phrase} - _STATE
    if not items or not items <= {part for phrase in one.phrases for part in phrase}:
        return False
    if counted.names and counted.names.isdisjoint(one.names):
        return False
    value = counted.value
    repeated = isinstance(value, Quantity) and any(q.agrees(value) for q in one.quantities)
    return len(items) > 1 or repeated
