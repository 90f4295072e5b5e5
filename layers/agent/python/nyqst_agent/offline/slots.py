"""What a statement gives a value for: an amount, a date, the holder of a role."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from nyqst_agent.language.dates import DateMention, dates
from nyqst_agent.language.names import names
from nyqst_agent.language.quantities import Quantity
from nyqst_agent.language.sentences import sentences
from nyqst_agent.language.stems import stem
from nyqst_agent.language.synonyms import Phrase, phrases, synonyms
from nyqst_agent.language.words import content_stems
from nyqst_agent.offline.facts import Fact, row_name, wording
from nyqst_agent.offline.holders import holders
from nyqst_agent.offline.stretches import stretch
from nyqst_agent.offline.vocabulary import (
    GENERIC_ATTRIBUTES,
    MEASURES,
    PARTS,
    REPORTING,
    SUPPOSED,
    UNIQUE_EVENTS,
)

_CLAUSE = re.compile(
    r"[;]|\((?![\d,.]+\))|(?<!\d)\)|,\s"
    r"|\s(?:and|but|while|whereas|although|compared with|compared to|against"
    r"|versus|of which|including)\s"
)
_CELL = re.compile(r";\s|,\s|\sand\s")
_FORMER = re.compile(
    r"(?:\bfrom|\binstead of|\brather than|\bnot|\bpreviously|\bformerly|\boriginally"
    r"|\bdown from|\bup from"
    r"|\breplac(?:es|ed|ing)(?: the)?(?: previous| old| former| earlier)?|\b(?:earlier"
    r"|previous|prior|old|former)(?: \w+){0,3}(?: of)?|\bwas|\bsupersed\w+(?: the)?"
    r"|\bno longer)"
    r"\s+(?:about |around |the |an? )*$",
    re.IGNORECASE,
)
_CHANGED_FROM = re.compile(
    r"\b(?:restated|revised|corrected|changed|amended|cut|raised|reduced|lowered|increased|decreased|up|down|rose|fell|grew)\b"
    r"(?: \w+){0,2} from (?:about |around |the |an? )*$",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\s*(?:,|per \w+|a \w+)?\s*(?:to|into|→|->)\s+", re.IGNORECASE)
_PERIOD_BEFORE = re.compile(
    r"\b(?:in|for|during|year|years|ended|ending|fiscal|financial|of|throughout|over"
    r"|through|FY|year to)\s*$|^$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:by|up|down|plus|minus|another|additional|extra)\s+(?:about |around |nearly "
    r"|over )?$",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\s*(?:\w+\s)?(?:above|below|over|under|more|less|higher|lower|ahead|behind"
    r"|short of)\b",
    re.IGNORECASE,
)
_YEAR_TO = re.compile(
    r"\b(?:year|twelve months|12 months|period)\s+(?:ended|ending|to|up to)\s+$", re.IGNORECASE
)
AS_OF = re.compile(
    r"\b(?:as of|as at|at|on|since|from|effective|with effect from|starting|dated"
    r"|(?:at |by )?(?:the )?end of|year[- ]end)\s+(?:the )?$",
    re.IGNORECASE,
)
"""Words before a date that make it the day for which something holds."""
_OPENING = re.compile(r"(?:In|At|For|On|With|Within|Under)\s[^,]{2,60},")
ATTRIBUTION = re.compile(
    r".{2,60}?\b(?:reported|reports|said|says|noted|notes|stated|states|confirmed|confirms|informed"
    r"|warned|warns|told|explained|estimates?|estimated|wrote|writes|expects|believes|announced|added"
    r"|according to)\b(?: \w+){0,3} that\b|^according to [^,]{2,60},",
    re.IGNORECASE,
)
"""Who says it, which does not belong to what is said."""
LABEL = re.compile(
    r"\W*(?:(?:clause|section|article|§)\s?)?(\d+(?:\.\d+)+|\d+(?=[.)]))[.)]?\s", re.IGNORECASE
)
"""The number of a clause, where one begins."""
_IN_PERCENT = re.compile(
    r"(?:\b|_)(?:pct|percent|per cent|percentage)\W*(?:is|are)?\W*$|%\)?\W*(?:is|are)?\W*$",
    re.IGNORECASE,
)
"""A key that says its value is a percentage."""
_PROPOSED_BY = re.compile(r"\bon the (?:proposal|recommendation|motion) of\b", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|shall|stands?|stood|rose|fell|reach\w*|amount\w*)\b",
    re.IGNORECASE,
)
_OF_A_YEAR = re.compile(
    r"(?:\b(?:in|since|by|until|from|during|of|is|was|before|after)|:)\s$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Slot:
    """`about` is what the value belongs to; `former` marks a value given as no longer true."""

    kind: str
    value: Quantity | DateMention | str
    about: frozenset[Phrase]
    unit: frozenset[Phrase]
    period: frozenset[tuple[int, ...]]
    """Of its clause, else of the whole statement if that speaks of only one."""
    names: frozenset[str]
    """Of its clause and of what the sentence opens with, such as "In Berlin, …"."""
    former: bool = False
    supposed: bool = False
    """Planned, expected or asked for, rather than so."""
    stretch: str = ""
    """How long the time is that it is counted over, if that is said."""


@lru_cache(maxsize=8192)
def slots(fact: Fact) -> tuple[Slot, ...]:
    return (*_amounts(fact), *_days(fact), *_holders(fact))


@lru_cache(maxsize=8192)
def periods(text: str) -> frozenset[tuple[int, ...]]:
    """The stretches of time it speaks of, such as a financial year; not single days."""
    found: set[tuple[int, ...]] = set()
    for mention in dates(text):
        before = text[: mention.start]
        if _YEAR_TO.search(before):
            found.add((mention.year or 0, 0, 0, 0, 0))
        elif mention.is_day or AS_OF.search(before):
            continue
        elif mention.month is None or _PERIOD_BEFORE.search(before):
            found.add(mention.key)
    return frozenset(found)


def as_of(fact: Fact) -> date | None:
    """The day for which a statement says it holds."""
    days = [
        day
        for mention in fact.dates
        if AS_OF.search(fact.text[: mention.start]) and (day := mention.latest())
    ]
    return max(days, default=None)


def _amounts(fact: Fact) -> Iterator[Slot]:
    label = LABEL.match(fact.text)
    for quantity in fact.quantities:
        if label and quantity.start < label.end():
            continue
        clause = _clause(fact, quantity.start)
        about = _about(fact, clause)
        yield Slot(
            _kind(fact.text, quantity),
            quantity,
            about,
            _unit(fact.text, quantity) if quantity.kind == "number" else frozenset(),
            _period(fact, clause),
            _names_about(fact.text, quantity.start, clause),
            _is_former(fact.text, quantity.start, quantity.end),
            _is_supposed(fact.text, quantity.start, clause),
            stretch(clause) or stretch(_so_far(fact.text, quantity.start)),
        )


def _is_supposed(text: str, position: int, clause: str) -> bool:
    """A clause without a verb of its own goes on with what stands before it."""
    told = clause if _VERB.search(clause) else _so_far(text, position)
    return not SUPPOSED.isdisjoint(wording(_PROPOSED_BY.sub("", told)))


def _so_far(text: str, position: int) -> str:
    """The sentence up to there."""
    start = next((a for a, b in sentences(text) if a <= position < b), 0)
    return text[start:position]


def _kind(text: str, quantity: Quantity) -> str:
    if quantity.kind == "number" and _IN_PERCENT.search(text[: quantity.start]):
        return "percent"
    return quantity.kind + (":change" if _is_change(text, quantity) else "")


def _is_change(text: str, quantity: Quantity) -> bool:
    """Whether it says by how much something differs, not how much it is."""
    before, after = text[: quantity.start], text[quantity.end :]
    return bool(_BY.search(before) or _THAN.match(after))


def _days(fact: Fact) -> Iterator[Slot]:
    for mention in fact.dates:
        if mention.year is None:
            continue
        if mention.month is None and not _OF_A_YEAR.search(fact.text[: mention.start]):
            continue
        clause = _clause(fact, mention.start)
        near = set(content_stems(clause))
        if near & UNIQUE_EVENTS:
            former = _is_former(fact.text, mention.start, mention.end)
            named = _names_about(fact.text, mention.start, clause)
            about = _about(fact, clause)
            yield Slot("date", mention, about, frozenset(), frozenset(), named, former)


def _holders(fact: Fact) -> Iterator[Slot]:
    """A signature is no claim to hold the role today, and so a kind of its own."""
    for holder in holders(fact.text):
        about = frozenset(phrases(tuple(map(stem, holder.role.lower().split()))))
        kind = "signatory" if holder.signed else "holder"
        house = frozenset(filter(None, (holder.house,)))
        former = holder.former
        yield Slot(kind, holder.person, about, frozenset(), frozenset(), house, former)


def _clause(fact: Fact, position: int) -> str:
    """The clause around a position, in a row the cell."""
    text, cuts = fact.text, _CELL if row_name(fact) else _CLAUSE
    start, end = next((s for s in sentences(text) if s[0] <= position < s[1]), (0, len(text)))
    for cut in cuts.finditer(text, start, end):
        if cut.end() <= position:
            start = cut.end()
        elif cut.start() > position:
            end = cut.start()
            break
    return text[start:end]


def _about(fact: Fact, clause: str) -> frozenset[Phrase]:
    """The clause's own words, or the whole statement's if it has too few of them."""
    if row := row_name(fact):
        return frozenset(phrases(wording(f"{row} {clause}")))
    own = frozenset(phrases(wording(_without_names(clause))))
    if len(own) > 1 or any(map(_is_specific, own)):
        return own
    sentence = next(
        (fact.text[a:b] for a, b in sentences(fact.text) if clause in fact.text[a:b]), ""
    )
    return frozenset(phrases(wording(sentence))) or fact.phrases


def _is_specific(phrase: Phrase) -> bool:
    return not all(
        part in GENERIC_ATTRIBUTES | REPORTING | PARTS | UNIQUE_EVENTS for part in phrase
    )


def _without_names(text: str) -> str:
    for name in reversed(names(text)):
        text = f"{text[: name.start]} {text[name.end :]}"
    return text


def _names_about(text: str, position: int, clause: str) -> frozenset[str]:
    start = next((a for a, b in sentences(text) if a <= position < b), 0)
    opening = _OPENING.match(text, start, position)
    told = f"x {opening[0]} {clause}" if opening else clause
    attribution = ATTRIBUTION.match(told)
    told = told[attribution.end() :] if attribution else told
    return frozenset(name.key for name in names(told))


def _period(fact: Fact, clause: str) -> frozenset[tuple[int, ...]]:
    own = periods(clause)
    whole = periods(fact.text)
    return own or (whole if len(whole) == 1 else frozenset())


def _unit(text: str, quantity: Quantity) -> frozenset[Phrase]:
    after = re.match(r"[\s-]?((?:[A-Za-z'-]+\s?){1,3})", text[quantity.end :])
    return frozenset(phrases(wording(after[1]))) if after else frozenset()


def _is_former(text: str, start: int, end: int) -> bool:
    before = text[:start]
    if _CHANGED_FROM.search(before):
        return True
    if not _FORMER.search(before):
        return False
    if re.search(r"\bfrom\s+(?:about |around |the |an? )*$", before, re.IGNORECASE):
        return _FROM_TO.match(text, end) is not None
    if re.search(r"\bwas\s+(?:about |around )*$", before, re.IGNORECASE):
        return re.search(r"\(\s*was\s+(?:about |around )*$", before, re.IGNORECASE) is not None
    return True


def alike(one: Phrase, other: Phrase) -> bool:
    if one == other:
        return True
    return other in synonyms(one) and not (
        MEASURES.intersection(one) and MEASURES.intersection(other)
    )
