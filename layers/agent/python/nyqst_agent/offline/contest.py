"""Whether two values are given for the same attribute of the same thing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from nyqst_agent.language.dates import DateMention
from nyqst_agent.language.number_words import is_number_word
from nyqst_agent.language.quantities import Quantity
from nyqst_agent.language.stems import stem
from nyqst_agent.language.stop_words import LIGHT_WORDS, STOP_WORDS
from nyqst_agent.language.words import content_stems, words
from nyqst_agent.offline.facts import Fact, row_name, wording
from nyqst_agent.offline.holders import same_person
from nyqst_agent.offline.likeness import Weights, shared
from nyqst_agent.offline.scope import equally_supposed
from nyqst_agent.offline.slots import Slot, alike, as_of, slots
from nyqst_agent.offline.vocabulary import (
    GENERIC_ATTRIBUTES,
    MEASURES,
    PARTS,
    REPORTING,
    SUPPOSED,
)

_SAME_ATTRIBUTE = 0.6
HEAVY = 0.5
_STOOD = re.compile(
    r"\b(?:was|were|had|stood|amounted|employed|totalled|reached|came to|numbered|held)\b",
    re.IGNORECASE,
)
_OF_A_WHOLE_YEAR = frozenset({"year", "twelve months"})
_LIGHT = frozenset(map(stem, LIGHT_WORDS))


def contested(one: Fact, other: Fact, weights: Weights) -> Iterator[tuple[Slot, Slot]]:
    """Values of both, of one attribute, that cannot both be right."""
    slots_one, slots_other = slots(one), slots(other)
    for slot in slots_one:
        match = _counterpart(slot, slots_other, weights)
        if match is None or slot.kind == "signatory" or slot.former or match.former:
            continue
        if _agrees(slot, slots_other) or _agrees(match, slots_one):
            continue
        if _same_thing(one, other, slot, match) and _identified(slot, match, one, other, weights):
            yield slot, match


def _same_thing(one: Fact, other: Fact, slot: Slot, match: Slot) -> bool:
    if isinstance(slot.value, Quantity) and _of_other_days(one, other):
        return False
    fitting = equally_supposed((one, slot), (other, match))
    return fitting and not _other_kind(one, other, slot, match)


def _other_kind(one: Fact, other: Fact, slot: Slot, match: Slot) -> bool:
    """Whether a word before what they share makes it another thing: "cloud revenue", "revenue"."""
    if slot.kind == "holder":
        return False
    if _parts(slot) != _parts(match) or _in_other_columns(one, other, slot, match):
        return True
    measured = {part for phrase in shared(slot.about, match.about) for part in phrase}
    if slot.unit and match.unit:
        measured = {part for phrase in slot.unit | match.unit for part in phrase}
    return _qualifiers(one.text, measured) != _qualifiers(other.text, measured)


def _in_other_columns(one: Fact, other: Fact, slot: Slot, match: Slot) -> bool:
    row = row_name(one)
    if not row or not row_name(other):
        return False
    known = frozenset(wording(row)) | REPORTING | SUPPOSED
    a, b = (frozenset(s for p in each.about for s in p) - known for each in (slot, match))
    return bool(a or b) and not a & b


def _parts(slot: Slot) -> frozenset[str]:
    return PARTS.intersection(part for phrase in slot.about for part in phrase)


def _qualifiers(text: str, measured: set[str]) -> frozenset[str]:
    found = words(text)
    return frozenset(
        before
        for word, following in pairwise(found)
        if following.start - word.end == 1
        and stem(following.text.lower()) in measured
        and (before := stem(word.text.lower())) not in measured | REPORTING | SUPPOSED | _LIGHT
        and word.text.lower() not in STOP_WORDS
        and word.text.isalpha()
        and not is_number_word(word.text)
        and stem(following.text.lower()) not in GENERIC_ATTRIBUTES
    )


def _counterpart(slot: Slot, candidates: Sequence[Slot], weights: Weights) -> Slot | None:
    """The slot for the same attribute, if there is one."""
    alike_ones = [
        (weights.likeness(slot.about, c.about), -n, c)
        for n, c in enumerate(candidates)
        if c.kind == slot.kind and _units_fit(slot, c) and _periods_fit(slot, c)
    ]
    likeness, _, best = max(alike_ones, key=lambda entry: entry[:2], default=(0.0, 0, None))
    return best if likeness >= _SAME_ATTRIBUTE else None


def _of_other_days(one: Fact, other: Fact) -> bool:
    """Both tell how things stood on days of the past, and not on the same one."""
    if not (_STOOD.search(one.text) and _STOOD.search(other.text)):
        return False
    a, b = as_of(one), as_of(other)
    return a is not None and b is not None and a != b


def _periods_fit(one: Slot, other: Slot) -> bool:
    """What is planned is planned for a time; what is so each year is not what one year was."""
    if one.period and other.period:
        return bool(one.period & other.period) and _stretches_fit(one, other)
    if one.period or other.period:
        bare = other if one.period else one
        return (
            not bare.supposed
            and bare.stretch not in _OF_A_WHOLE_YEAR
            and _stretches_fit(one, other)
        )
    return _stretches_fit(one, other)


def _stretches_fit(one: Slot, other: Slot) -> bool:
    return not one.stretch or not other.stretch or one.stretch == other.stretch


def _units_fit(one: Slot, other: Slot) -> bool:
    if not one.unit or not other.unit:
        return one.unit == other.unit or one.kind != "number"
    return any(alike(a, b) for a in one.unit for b in other.unit)


def _agrees(slot: Slot, candidates: Sequence[Slot]) -> bool:
    """Whether the other statement has this value too: then nothing is in dispute."""
    return any(c.kind == slot.kind and not c.former and same_value(slot, c) for c in candidates)


def same_value(one: Slot, other: Slot) -> bool:
    a, b = one.value, other.value
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return a.agrees(replace(b, kind=a.kind)) and one.kind == other.kind
    if isinstance(a, DateMention) and isinstance(b, DateMention):
        return all(x == y or not x or not y for x, y in zip(a.key, b.key, strict=True))
    if isinstance(a, str) and isinstance(b, str):
        return same_person(a, b)
    return False


def _identified(slot: Slot, match: Slot, one: Fact, other: Fact, weights: Weights) -> bool:
    """Whether what they share says whose value it is, or the texts around them say so."""
    heavy = [p for p in shared(slot.about, match.about) if weights(p) >= HEAVY]
    specific = [p for p in heavy if not all(part in GENERIC_ATTRIBUTES for part in p)]
    if slot.kind.startswith(("money", "duration", "date")):
        specific = [p for p in specific if p in match.about or not MEASURES.isdisjoint(p)]
    if specific or slot.kind == "holder":
        return True
    return bool(heavy) and bool(_place(one) & _place(other))


def _place(fact: Fact) -> frozenset[str]:
    above = fact.note.heading.rpartition(" › ")[2]
    return frozenset(content_stems(above)) - GENERIC_ATTRIBUTES
