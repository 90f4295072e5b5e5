"""Whether two statements speak of the same case: the same thing, time and mode."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from nyqst.research.model.evidence import Source
from nyqst_agent.language.editions import edition
from nyqst_agent.language.names import names
from nyqst_agent.offline.amendments import amends_work
from nyqst_agent.offline.facts import Fact, row_name
from nyqst_agent.offline.slots import ATTRIBUTION, Slot
from nyqst_agent.offline.vocabulary import OPPOSITES

_DEMANDS = re.compile(r"\b(?:must|shall|should|ought|has to|have to|required to)\b", re.IGNORECASE)
_EXAMPLE = re.compile(r"\b(?:for example|for instance|such as|e\.g\.)", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|unless|in case|provided that|in the event)\b", re.IGNORECASE)
_FUTURE = re.compile(r"\b(?:will|going to)\b", re.IGNORECASE)
_TOTAL = re.compile(r"(?:\w+[ _])?(?:total|overall|all)(?:[ _]\w+)?", re.IGNORECASE)
_COMMON_SHARE = 0.3
_SIBLINGS = 0.5


def common_names(facts: Sequence[Fact]) -> frozenset[str]:
    """Names that so many statements have that they tell nothing apart: the subject's own."""
    counted: Counter[str] = Counter(name for fact in facts for name in fact.names)
    least = max(3, len(facts) * _COMMON_SHARE)
    return frozenset(name for name, count in counted.items() if count >= least)


def same_case(one: Fact, other: Fact) -> bool:
    """The same row of a table, in the same mode, texts not about sibling things."""
    return (
        _same_row(one, other) and _modes_fit(one, other) and not _siblings(one.source, other.source)
    )


def same_names(
    one: frozenset[str], other: frozenset[str], facts: tuple[Fact, Fact], common: frozenset[str]
) -> bool:
    """`one` and `other` are the names that the two statements give; headings may give them too."""
    a, b = _words(one - common), _words(other - common)
    if not a or not b:
        return not (a or b) or _says_elsewhere(a, facts[1]) or _says_elsewhere(b, facts[0])
    return bool(a & b)


def told_names(fact: Fact) -> frozenset[str]:
    """Without the name of whoever says it."""
    attribution = ATTRIBUTION.match(fact.text)
    if attribution is None:
        return fact.names
    return frozenset(n.key for n in names(fact.text) if n.start >= attribution.end())


def _words(keys: frozenset[str]) -> frozenset[str]:
    return frozenset(word for key in keys for word in key.split())


def _says_elsewhere(wanted: frozenset[str], fact: Fact) -> bool:
    """Names that one statement has may stand over the other, in its heading or title."""
    above = f"{fact.note.heading} {fact.source.title} {fact.source.name}".lower()
    return bool(wanted) and any(word in above for word in wanted)


def _same_row(one: Fact, other: Fact) -> bool:
    """Rows of tables speak of what stands in their first cell."""
    a, b = row_name(one).lower(), row_name(other).lower()
    if a and b:
        return a == b
    row, text = (a, other.text) if a else (b, one.text)
    return not row or _TOTAL.fullmatch(row) is not None or row in text.lower()


def _modes_fit(one: Fact, other: Fact) -> bool:
    if _EXAMPLE.search(one.text) or _EXAMPLE.search(other.text):
        return False
    if amends_work(one.source, other.source) or amends_work(other.source, one.source):
        return not _are_opposites(one, other)
    for mode in (_DEMANDS, _CONDITION):
        if bool(mode.search(one.text)) != bool(mode.search(other.text)):
            return False
    return not _are_opposites(one, other)


def equally_supposed(one: tuple[Fact, Slot], other: tuple[Fact, Slot]) -> bool:
    """A plan does not contradict a fact; what will be may contradict either."""
    if one[1].supposed == other[1].supposed:
        return True
    told = other[0] if one[1].supposed else one[0]
    return _FUTURE.search(told.text) is not None


def _are_opposites(one: Fact, other: Fact) -> bool:
    return any(
        (a in one.stems and b in other.stems and b not in one.stems and a not in other.stems)
        or (b in one.stems and a in other.stems and a not in one.stems and b not in other.stems)
        for a, b in OPPOSITES
    )


@lru_cache(maxsize=4096)
def _siblings(one: Source, other: Source) -> bool:
    """Two texts of one kind about different things, such as the contracts with two suppliers."""
    a, b = set(edition(one.title).work), set(edition(other.title).work)
    named_a = {n.key for n in names(f"x {one.title}")}
    named_b = {n.key for n in names(f"x {other.title}")}
    if not a or not b or a == b or not (a - b and b - a):
        return False
    shared = len(a & b) / min(len(a), len(b))
    return shared >= _SIBLINGS and bool(named_a - named_b) and bool(named_b - named_a)
