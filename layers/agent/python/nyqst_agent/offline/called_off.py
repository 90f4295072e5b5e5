"""Plans that a later statement calls off: an order cancelled, a project given up."""

import re
from functools import lru_cache

from nyqst_agent.language.names import Name, names
from nyqst_agent.language.stems import stem
from nyqst_agent.language.words import content_stems
from nyqst_agent.offline.facts import Fact
from nyqst_agent.offline.vocabulary import UNDERTAKINGS

_ENDED = (
    r"(?:cancell?(?:ed|s|ing)?|withdr[ae]wn?|withdrawing|abandon(?:s|ed|ing)?|scrap(?:s|ped|ping)?"
    r"|shel(?:f|ve|ved|ving)|rescind(?:ed|s|ing)?|revoke[ds]?|call(?:ed)? off|terminate[ds]?"
    r"|drop(?:s|ped)?|discontinue[ds]?|axe[ds]?|reverse[ds]?"
    r"|put on hold|(?:not|never) (?:to )?(?:go ahead|proceed|pursue)(?: with)?"
    r"|no longer (?:go(?:ing)? ahead|proceed(?:ing)?|plan(?:s|ned|ning)?|pursu\w+)(?: with)?)"
)
_THING = r"(?P<what>(?:the|its|their|our|this|that|all|plans?|work)\s[^.;:]{3,140}?)"
_ACTIVE = re.compile(
    rf"\b{_ENDED}\s+{_THING}(?=,? (?:and|but) |\s(?:because|after|since|on \d|with effect|due to)\b"
    r"|[.;:]|$)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"(?<!\bof\s)(?<!\bin\s)(?<!\bon\s)(?<!\bfor\s)(?<!\bto\s)(?<!\bby\s)(?<!\bwith\s)(?<!\bfrom\s)\b"
    rf"{_THING}\s+(?:was|were|is|are|has been|have been|had been|will be|will)\s+"
    rf"(?:now |since |formally |officially |finally )?{_ENDED}\b",
    re.IGNORECASE,
)
_NOMINAL = re.compile(
    r"\b(?:cancellation|withdrawal|abandonment|termination|discontinuation)\s+of\s+"
    r"(?P<what>[^.;:,]{3,100}?)"
    r"(?=\s(?:was|were|is|are|has|have|had|will|and)\b|[.;:,]|$)",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|to be|due|plan(?:s|ned|ning)?|intends?|expect(?:s|ed)|scheduled|set to"
    r"|going to|on order|under construction|(?:has|have) (?:signed|ordered|agreed|decided|approved"
    r"|announced|commissioned)|approved|announce[sd]?|signed|ordered)\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:may|might|could|can|would|if|unless|shall|must|entitled to|right to|not|never|un)\s"
    r"(?:\w+\s){0,3}$",
    re.IGNORECASE,
)
_PARTY = re.compile(r"\b(?:with|from|by|at|to)\s+(?:the\s+)?$", re.IGNORECASE)
_MOST = 0.7
_ALIKE = 4
"""Letters by which "merge" in "merger" is known."""
_UNDERTAKINGS = frozenset(map(stem, UNDERTAKINGS))


def calls_off(one: Fact, other: Fact) -> bool:
    """Whether `one` says that what `other` tells as coming will not come."""
    a, b = one.dated, other.dated
    if (a and b and a <= b) or not _AHEAD.search(other.text) or called_off(other.text):
        return False
    told = f"{other.text} {other.source.title}"
    return any(_is_of(what, other.text, told) for what in called_off(one.text))


@lru_cache(maxsize=8192)
def called_off(text: str) -> tuple[str, ...]:
    """What a statement says was called off; nothing where that is but a possibility."""
    return tuple(
        match["what"]
        for shape in (_ACTIVE, _PASSIVE, _NOMINAL)
        for match in shape.finditer(text)
        if not _HYPOTHETICAL.search(text[: match.start()])
    )


def _is_of(what: str, text: str, told: str) -> bool:
    """By the name of the thing itself, else by most of the words that describe it."""
    named = names(f"x {what}")
    if any(
        _has(text, name) and (not _is_party(what, name) or _undertaken(what, text))
        for name in named
    ):
        return True
    wanted = frozenset(content_stems(what)) - _UNDERTAKINGS
    there = frozenset(content_stems(told))
    return len(wanted) > 1 and len(wanted & there) >= _MOST * len(wanted)


def _undertaken(what: str, text: str) -> bool:
    """Whether both speak of the same kind of undertaking: a merger, to merge."""
    there = content_stems(text)
    heads = [s for s in content_stems(what) if s in _UNDERTAKINGS]
    return any(s[:_ALIKE] == head[:_ALIKE] for head in heads for s in there)


def _is_party(what: str, name: Name) -> bool:
    """Whom an order was placed with is not what was ordered."""
    return _PARTY.search(f"x {what}"[: name.start]) is not None


def _has(text: str, name: Name) -> bool:
    last = name.text.split()[-1]
    return re.search(rf"\b{re.escape(last)}\b", text) is not None
