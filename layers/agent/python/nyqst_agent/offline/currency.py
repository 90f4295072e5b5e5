"""Which of two rival statements holds today."""

import re
from collections.abc import Callable, Mapping
from enum import Enum

from nyqst.research.model.evidence import Standing
from nyqst_agent.language.dates import DateMention
from nyqst_agent.offline.contest import same_value
from nyqst_agent.offline.facts import Fact
from nyqst_agent.offline.rivals import Rivalry
from nyqst_agent.offline.slots import as_of, periods, slots
from nyqst_agent.offline.vocabulary import CORRECTING, FIXED_EVENTS, TENTATIVE

_CORRECTING = re.compile(rf"\b(?:{'|'.join(CORRECTING)})\b", re.IGNORECASE)
_RESTATED = re.compile(r"\b(?:restat\w+|correct(?:ed|ion)|in error|erroneous\w*)\b", re.IGNORECASE)
_TENTATIVE = re.compile(rf"\b(?:{'|'.join(TENTATIVE)})\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:now|new|newly|chang\w+|rais\w+|lower\w+|reduc\w+|increas\w+|extend\w+|replac\w+|appoint\w+|join\w+|succe\w+"
    r"|from now on|as from|effective|with effect|instead|agreed|decided|approved"
    r"|moved?|updated?|since)\b",
    re.IGNORECASE,
)
_PAST_PERIOD = re.compile(
    r"\b(?:for|in|during) the (?:financial |fiscal |full )?(?:year|quarter|period|month|half)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:incident|accident|fire|flood|outage|collision|explosion|crash|attack|breach|election|ballot)\b"
    r".{0,120}\b(?:was|were|had|\w+ed)\b"
    r"|\b(?:was|were) (?:\w+ly )?"
    r"(?:injured|hurt|killed|wounded|damaged|destroyed|stolen|lost|affected)\b",
    re.IGNORECASE,
)
"""An event of the past, of which a later text knows no more."""
_SAME_TIME = 45
"""Days: texts of other authors this close in time describe the same state of things."""


class Holds(Enum):
    ONE = "one"
    OTHER = "other"
    UNDECIDED = "undecided"


def decide(rivalry: Rivalry) -> Holds:
    """By what the statements say themselves first, then the documents' versions, then the dates."""
    for test in _WAYS:
        verdict = test(rivalry)
        if verdict is not Holds.UNDECIDED:
            return verdict
    if _authority(rivalry.one) != _authority(rivalry.other):
        return Holds.UNDECIDED
    verdict = _as_of_later_day(rivalry)
    return verdict if verdict is not Holds.UNDECIDED else _later(rivalry)


def why(rivalry: Rivalry) -> str:
    """Of a decided one, as a clause: "a newer version of the document says otherwise"."""
    if rivalry.replaced:
        return rivalry.replaced
    ways = (told for test, told in _WAYS.items() if test(rivalry) is not Holds.UNDECIDED)
    return next(ways, "a later document says otherwise")


def _first(one: object, other: object) -> Holds:
    """Whichever speaks for itself, if only one does."""
    if bool(one) == bool(other):
        return Holds.UNDECIDED
    return Holds.ONE if one else Holds.OTHER


def _says_so(rivalry: Rivalry) -> Holds:
    return Holds.ONE if rivalry.replaced else Holds.UNDECIDED


def _said_to_be_former(rivalry: Rivalry) -> Holds:
    """Who calls the other's value a former one knows better."""
    if rivalry.slot is None or rivalry.other_slot is None:
        return Holds.UNDECIDED
    return _first(rivalry.slot.former, rivalry.other_slot.former)


def _of_newer_version(rivalry: Rivalry) -> Holds:
    one, other = rivalry.one.source, rivalry.other.source
    if one.sha256 == other.replaced_by or other.sha256 == one.replaced_by:
        return _first(one.sha256 == other.replaced_by, other.sha256 == one.replaced_by)
    rank = (Standing.OUTDATED, Standing.DRAFT, Standing.CURRENT).index
    return _first(
        rank(one.standing) > rank(other.standing), rank(other.standing) > rank(one.standing)
    )


def _corrected(rivalry: Rivalry) -> Holds:
    """A correction counts unless its text is known to be the older one, on what may change."""
    one, other = rivalry.one, rivalry.other
    restated = _first(_RESTATED.search(one.text), _RESTATED.search(other.text))
    if restated is not Holds.UNDECIDED:
        return restated
    verdict = _first(_authority(one) > _authority(other), _authority(other) > _authority(one))
    if one.dated and other.dated and one.dated != other.dated and not _is_of_the_past(rivalry):
        later = Holds.ONE if one.dated > other.dated else Holds.OTHER
        return verdict if verdict is later else Holds.UNDECIDED
    return verdict


_WAYS: Mapping[Callable[[Rivalry], Holds], str] = {
    _says_so: "it was replaced",
    _said_to_be_former: "another document calls it a former state of things",
    _of_newer_version: "a newer version of the document says otherwise",
    _corrected: "it was corrected, restated or confirmed differently",
}


def _authority(fact: Fact) -> int:
    name = re.sub(r"[_\W]+", " ", fact.source.name)
    said = f"{fact.text} . {fact.source.title} . {name}"
    return bool(_CORRECTING.search(said)) - bool(_TENTATIVE.search(said))


def _as_of_later_day(rivalry: Rivalry) -> Holds:
    one, other = as_of(rivalry.one), as_of(rivalry.other)
    if one is None or other is None or isinstance(_value(rivalry), DateMention):
        return Holds.UNDECIDED
    return _first(one > other, other > one)


def _value(rivalry: Rivalry) -> object:
    return rivalry.slot.value if rivalry.slot else None


def _later(rivalry: Rivalry) -> Holds:
    """The later text, unless they differ on the past, of which a later one knows no more."""
    one, other = rivalry.one, rivalry.other
    if _is_of_the_past(rivalry):
        return Holds.UNDECIDED
    first, second = as_of(one) or one.dated, as_of(other) or other.dated
    if first is None or second is None:
        return Holds.UNDECIDED
    if abs((first - second).days) < _SAME_TIME and not _tells_change(one, other):
        return Holds.UNDECIDED
    return _first(first > second, second > first)


def _tells_change(one: Fact, other: Fact) -> bool:
    return bool(_CHANGE.search(one.text) or _CHANGE.search(other.text)) or (
        as_of(one) is not None and as_of(other) is not None
    )


def _is_of_the_past(rivalry: Rivalry) -> bool:
    if any(_HAPPENED.search(fact.text) for fact in (rivalry.one, rivalry.other)):
        return True
    if periods(rivalry.one.text) & periods(rivalry.other.text):
        return True
    if any(_PAST_PERIOD.search(fact.text) for fact in (rivalry.one, rivalry.other)):
        return True
    about = {part for phrase in rivalry.about for part in phrase}
    if isinstance(_value(rivalry), DateMention):
        return bool(about & FIXED_EVENTS)
    return False


def repeats_former_value(fact: Fact, rivalry: Rivalry, former: Fact) -> bool:
    """Whether a third statement has the value that was replaced, of the same attribute."""
    stale = rivalry.other_slot if former is rivalry.other else rivalry.slot
    fresh = rivalry.slot if former is rivalry.other else rivalry.other_slot
    if stale is None or fresh is None:
        return False
    own = [s for s in slots(fact) if s.kind == stale.kind]
    has_stale = any(same_value(s, stale) and s.about & stale.about and not s.former for s in own)
    return has_stale and not any(same_value(s, fresh) for s in own)
