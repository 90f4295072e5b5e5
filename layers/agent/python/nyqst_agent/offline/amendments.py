"""Texts that change single clauses of another one: amendments, addenda, variations."""

import re
from collections.abc import Iterable
from functools import lru_cache

from nyqst.research.model.evidence import Source
from nyqst_agent.language.editions import edition
from nyqst_agent.language.quantities import Quantity
from nyqst_agent.language.stems import stem
from nyqst_agent.offline.facts import Fact
from nyqst_agent.offline.slots import LABEL, slots
from nyqst_agent.offline.vocabulary import AMENDING

_NUMBER = r"\d+(?:\.\d+)*(?:\s?\([a-z]\))?"
_CLAUSE = re.compile(
    rf"\b(?:clause|section|article|paragraph|condition|rule|regulation|term)s?\s*({_NUMBER})"
    rf"|§\s?({_NUMBER})",
    re.IGNORECASE,
)
_REMADE = re.compile(
    r"\b(?:replac\w+|delet\w+|substitut\w+|remov\w+|repeal\w+|revok\w+|restated|struck out"
    r"|shall read|now reads?|(?:is|are) (?:hereby )?amended to read"
    r"|cease\w* to (?:apply|have effect))",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(?:unchanged|unaffected|(?:remain|stay|continue)\w* (?:unchanged|in (?:full )?force)"
    r"|not (?:changed|amended|affected|replaced))\b",
    re.IGNORECASE,
)
_CAP = re.compile(
    r"\b(?:not exceed|exceed|at most|up to|may reach|maximum|no more than|not more than|cap\w*)\b",
    re.IGNORECASE,
)
_ALIKE = 4
"""Letters by which "pay" in "payment" is known."""
_AMENDING_STEMS = frozenset(map(stem, AMENDING))


def amends(one: Fact, other: Fact) -> bool:
    """Whether `one` rewrites the clause that `other` is, or gives its figure anew."""
    named = _named(one.text)
    if not named or _KEPT.search(one.text) or not amends_work(one.source, other.source):
        return False
    own = _clauses_of(other)
    if _REMADE.search(one.text):
        return any(_covers(outer, clause) for outer in named for clause in own)
    return bool(named & own) and _gives_anew(one, other)


def amends_work(new: Source, old: Source) -> bool:
    """Whether a text calls itself an amendment of a work that goes by the other's title."""
    if new.sha256 == old.sha256 or _is_older(new, old):
        return False
    return any(_is_amended(title, old) for title in (new.title, new.name) if _says_so(title))


def _is_amended(title: str, old: Source) -> bool:
    work = _work(title)
    theirs = _work(old.title) | _work(old.name)
    return bool(work) and len(work & theirs) > len(work) / 2


def _is_older(new: Source, old: Source) -> bool:
    return bool(new.dated and old.dated and new.dated < old.dated)


def _says_so(title: str) -> bool:
    return not _AMENDING_STEMS.isdisjoint(edition(title).work)


def _work(title: str) -> frozenset[str]:
    return frozenset(edition(title).work) - _AMENDING_STEMS


def _clauses_of(fact: Fact) -> frozenset[str]:
    """The clause that a statement is; of an earlier amendment, those that it rewrites."""
    label = LABEL.match(fact.note.text) or LABEL.match(fact.note.heading.rpartition(" › ")[2])
    own = {label[1]} if label else set()
    return frozenset(own | (_named(fact.text) if _says_so(fact.source.title) else set()))


@lru_cache(maxsize=8192)
def _named(text: str) -> frozenset[str]:
    return frozenset("".join((a or b).split()) for a, b in _CLAUSE.findall(text))


def _covers(outer: str, clause: str) -> bool:
    return clause == outer or clause.startswith((f"{outer}.", f"{outer}("))


def _gives_anew(one: Fact, other: Fact) -> bool:
    """A figure of the same kind, of a thing that goes by the same word, both limits or neither."""
    if bool(_CAP.search(one.text)) != bool(_CAP.search(other.text)):
        return False
    return any(
        a.kind == b.kind and isinstance(a.value, Quantity) and _share_a_word(a.about, b.about)
        for a in slots(one)
        for b in slots(other)
    )


def _share_a_word(one: Iterable[tuple[str, ...]], other: Iterable[tuple[str, ...]]) -> bool:
    theirs = [part for phrase in other for part in phrase]
    return any(_akin(part, word) for phrase in one for part in phrase for word in theirs)


def _akin(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) and len(shorter) >= min(_ALIKE, len(longer) - _ALIKE)
