"""Pairs of statements that give different values for the same thing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product
from math import fsum, log

from nyqst_agent.language.dates import DateMention
from nyqst_agent.language.quantities import Quantity
from nyqst_agent.language.stems import stem
from nyqst_agent.language.stop_words import LIGHT_WORDS, STOP_WORDS
from nyqst_agent.language.synonyms import Phrase
from nyqst_agent.language.words import content_stems, words
from nyqst_agent.offline.facts import Fact
from nyqst_agent.offline.sameness import negated
from nyqst_agent.offline.scope import common_names, same_case, same_names, told_names
from nyqst_agent.offline.slots import Slot, alike, periods, slots
from nyqst_agent.offline.vocabulary import GENERIC_ATTRIBUTES, PARTS, REPORTING

_SAME_ATTRIBUTE = {"number": 0.6, "duration": 0.6, "date": 0.6}
_SAME_AMOUNT = 0.5
_SAME_SENTENCE = 0.8
_HEAVY = 0.5
_LIGHT = frozenset(map(stem, LIGHT_WORDS))


@dataclass(frozen=True)
class Rivalry:
    """`about` is what the two statements share; the slots are None where one denies the other."""

    one: Fact
    other: Fact
    about: frozenset[Phrase]
    slot: Slot | None = None
    other_slot: Slot | None = None


class Weights:
    """How telling a phrase is among the statements of a run."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._count = Counter(phrase for fact in facts for phrase in fact.phrases)
        self._total = len(facts)

    def __call__(self, phrase: Phrase) -> float:
        if all(part in REPORTING for part in phrase):
            return 0.1
        if all(part in _LIGHT for part in phrase):
            return 0.3
        rare = log(1 + self._total / (1 + self._count[phrase])) / log(2 + self._total)
        return 0.5 + 0.5 * rare

    def likeness(self, one: Iterable[Phrase], other: Iterable[Phrase]) -> float:
        """0 to 1: the weight of what both have, by whatever name, in that of all they have."""
        a, b = tuple(one), tuple(other)
        both = [p for p in a if any(alike(p, q) for q in b)]
        both += [q for q in b if any(alike(p, q) for p in a)]
        total = fsum(map(self, a + b))
        return fsum(map(self, both)) / total if total else 0.0


def rivalries(facts: Sequence[Fact]) -> list[Rivalry]:
    weights = Weights(facts)
    common = common_names(facts)
    slots_of = {id(fact): slots(fact) for fact in facts}
    found: list[Rivalry] = []
    for one, other in combinations(facts, 2):
        if one.source.sha256 == other.source.sha256 or not _worth_comparing(one, other):
            continue
        given, given_too = slots_of[id(one)], slots_of[id(other)]
        found += _called_former(one, other, given, given_too, weights)
        if not same_case(one, other):
            continue
        found += [
            rivalry
            for rivalry in _by_value(one, other, given, given_too, weights)
            if rivalry.slot
            and rivalry.other_slot
            and same_names(rivalry.slot.names, rivalry.other_slot.names, (one, other), common)
        ]
        same = same_names(told_names(one), told_names(other), (one, other), common)
        if same and _is_denied(one, other, weights):
            found.append(Rivalry(one, other, one.phrases & other.phrases))
    return found


def _worth_comparing(one: Fact, other: Fact) -> bool:
    return any(alike(p, q) for p in one.phrases for q in other.phrases)


def _by_value(
    one: Fact, other: Fact, slots_one: Sequence[Slot], slots_other: Sequence[Slot], weights: Weights
) -> Iterator[Rivalry]:
    for slot in slots_one:
        match = _counterpart(slot, slots_other, weights)
        if match is None or (slot.former and match.former):
            continue
        if slot.former or match.former or _other_kind(one, other, slot, match):
            continue
        if _agrees(slot, slots_other) or _agrees(match, slots_one):
            continue
        if _identified(slot, match, one, other, weights):
            yield Rivalry(one, other, _shared(slot.about, match.about), slot, match)


def _called_former(
    one: Fact, other: Fact, slots_one: Sequence[Slot], slots_other: Sequence[Slot], weights: Weights
) -> Iterator[Rivalry]:
    """One gives as former the very value that the other gives as true."""
    for slot, match in product(slots_one, slots_other):
        if slot.kind != match.kind or slot.former == match.former or not same_value(slot, match):
            continue
        shared = _shared(slot.about, match.about)
        if any(weights(phrase) >= _HEAVY for phrase in shared):
            yield Rivalry(one, other, shared, slot, match)


def _other_kind(one: Fact, other: Fact, slot: Slot, match: Slot) -> bool:
    """Whether a word before what they share makes it another thing: "cloud revenue", "revenue"."""
    if _parts(slot) != _parts(match):
        return True
    shared = {part for phrase in _shared(slot.about, match.about) for part in phrase}
    return _qualifiers(one.text, shared) != _qualifiers(other.text, shared)


def _parts(slot: Slot) -> frozenset[str]:
    return PARTS.intersection(part for phrase in slot.about for part in phrase)


def _qualifiers(text: str, shared: set[str]) -> frozenset[str]:
    found = words(text)
    return frozenset(
        before
        for word, following in pairwise(found)
        if following.start - word.end == 1
        and stem(following.text.lower()) in shared
        and (before := stem(word.text.lower())) not in shared | REPORTING | _LIGHT
        and word.text.lower() not in STOP_WORDS
        and word.text.isalpha()
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
    return best if likeness >= _SAME_ATTRIBUTE.get(slot.kind, _SAME_AMOUNT) else None


def _periods_fit(one: Slot, other: Slot) -> bool:
    return not one.period or not other.period or bool(one.period & other.period)


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
        return a.agrees(b)
    if isinstance(a, DateMention) and isinstance(b, DateMention):
        return all(x == y or not x or not y for x, y in zip(a.key, b.key, strict=True))
    if isinstance(a, str) and isinstance(b, str):
        return set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split())
    return False


def _identified(slot: Slot, match: Slot, one: Fact, other: Fact, weights: Weights) -> bool:
    """Whether what they share says whose value it is, or the texts around them say so."""
    shared = _shared(slot.about, match.about)
    heavy = [p for p in shared if weights(p) >= _HEAVY]
    specific = [p for p in heavy if not all(part in GENERIC_ATTRIBUTES for part in p)]
    if specific or slot.kind == "holder":
        return True
    return bool(heavy) and bool(_place(one) & _place(other))


def _shared(one: Iterable[Phrase], other: Iterable[Phrase]) -> frozenset[Phrase]:
    theirs = tuple(other)
    return frozenset(p for p in one if any(alike(p, q) for q in theirs))


def _place(fact: Fact) -> frozenset[str]:
    above = fact.note.heading.rpartition(" › ")[2]
    return frozenset(content_stems(above)) - GENERIC_ATTRIBUTES


def _same_time(one: Fact, other: Fact) -> bool:
    a, b = periods(one.text), periods(other.text)
    return not a or not b or bool(a & b)


def _is_denied(one: Fact, other: Fact, weights: Weights) -> bool:
    """One says that it is, the other, in the same words, that it is not."""
    if negated(one.text) == negated(other.text) or not _same_time(one, other):
        return False
    return weights.likeness(one.phrases, other.phrases) >= _SAME_SENTENCE
