"""What a statement gives a value for: an amount, a date, the holder of a role."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nyqst_agent.language.dates import DateMention, dates
from nyqst_agent.language.names import Name, names
from nyqst_agent.language.quantities import Quantity
from nyqst_agent.language.sentences import sentences
from nyqst_agent.language.shapes import pairs
from nyqst_agent.language.stems import stem
from nyqst_agent.language.synonyms import Phrase, phrases, synonyms
from nyqst_agent.language.words import content_stems
from nyqst_agent.offline.facts import Fact, wording
from nyqst_agent.offline.vocabulary import DIRECTORS, SINGLE_HOLDER_ROLES, UNIQUE_EVENTS

_CLAUSE = re.compile(
    r"[;()]|,\s|\s(?:and|but|while|whereas|although|compared with|compared to|against"
    r"|versus|of which|including)\s"
)
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
_ROLE = re.compile(
    rf"\b(?:{'|'.join(sorted(SINGLE_HOLDER_ROLES, key=len, reverse=True))}|{DIRECTORS}"
    r"|head of [a-z]+)\b",
    re.IGNORECASE,
)
_SUCCEEDED = re.compile(
    r"\b(?:succeed(?:s|ed|ing)?|replac(?:es|ed|ing)|takes over from|took over from"
    r"|taking over from|in place of"
    r"|successor to|former \w+)\s+(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?\s+)?$",
    re.IGNORECASE,
)
_FORMER_ROLE = re.compile(
    r"\b(?:former|previous|ex-?|outgoing|then|retiring)[\s-]*$", re.IGNORECASE
)
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
_NEAR = 40


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


def slots(fact: Fact) -> tuple[Slot, ...]:
    return (*_amounts(fact), *_days(fact), *_holders(fact))


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


def _amounts(fact: Fact) -> Iterator[Slot]:
    for quantity in fact.quantities:
        clause = _clause(fact.text, quantity.start)
        about = _about(fact, clause)
        change = ":change" if _is_change(fact.text, quantity) else ""
        yield Slot(
            quantity.kind + change,
            quantity,
            about,
            _unit(fact.text, quantity) if quantity.kind == "number" else frozenset(),
            _period(fact, clause),
            _names_about(fact.text, quantity.start, clause),
            _is_former(fact.text, quantity.start, quantity.end),
        )


def _is_change(text: str, quantity: Quantity) -> bool:
    """Whether it says by how much something differs, not how much it is."""
    before, after = text[: quantity.start], text[quantity.end :]
    return bool(_BY.search(before) or _THAN.match(after))


def _days(fact: Fact) -> Iterator[Slot]:
    for mention in fact.dates:
        if mention.year is None:
            continue
        clause = _clause(fact.text, mention.start)
        near = set(content_stems(clause))
        if near & UNIQUE_EVENTS:
            former = _is_former(fact.text, mention.start, mention.end)
            named = _names_about(fact.text, mention.start, clause)
            about = _about(fact, clause)
            yield Slot("date", mention, about, frozenset(), frozenset(), named, former)


def _holders(fact: Fact) -> Iterator[Slot]:
    """A sentence that only says who went speaks of the role in the one before."""
    role = ""
    for start, end in sentences(fact.text):
        sentence = fact.text[start:end]
        roles = list(_ROLE.finditer(sentence))
        people = [name for name in names(sentence) if len(name.text.split()) > 1]
        gone = [person for person in people if _SUCCEEDED.search(sentence[: person.start])]
        for found in roles:
            near = [p for p in people if p not in gone and _is_near(p, found)]
            former = _FORMER_ROLE.search(sentence[: found.start()]) is not None
            if len(near) == 1:
                yield _held(found[0], near[0], former=former)
        role = roles[-1][0] if roles else role
        if role:
            yield from (_held(role, person, former=True) for person in gone)


def _held(role: str, person: Name, *, former: bool) -> Slot:
    about = frozenset(phrases(tuple(map(stem, role.lower().split()))))
    return Slot("holder", person.key, about, frozenset(), frozenset(), frozenset(), former)


def _is_near(person: Name, role: re.Match[str]) -> bool:
    after, before = person.start - role.end(), role.start() - person.end
    return 0 <= after <= _NEAR or 0 <= before <= _NEAR


def _clause(text: str, position: int) -> str:
    """The clause around a position."""
    start, end = 0, len(text)
    for cut in _CLAUSE.finditer(text):
        if cut.end() <= position:
            start = cut.end()
        elif cut.start() > position:
            end = cut.start()
            break
    return text[start:end]


def _about(fact: Fact, clause: str) -> frozenset[Phrase]:
    """The clause's own words, or the whole statement's if it has too few of them."""
    if row := pairs(" ".join(fact.note.text.split())):
        return frozenset(phrases(wording(f"{row[0][1]} {clause}")))
    own = frozenset(phrases(wording(_without_names(clause))))
    return own if len(own) > 1 else fact.phrases


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
    return one == other or other in synonyms(one)
