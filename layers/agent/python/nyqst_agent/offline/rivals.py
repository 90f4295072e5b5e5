"""Pairs of statements that cannot both hold."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from nyqst_agent.language.synonyms import Phrase
from nyqst_agent.offline.amendments import amends
from nyqst_agent.offline.bounds import breaks_bound
from nyqst_agent.offline.called_off import calls_off
from nyqst_agent.offline.contest import HEAVY, contested, same_value
from nyqst_agent.offline.facts import Fact
from nyqst_agent.offline.likeness import Weights, shared
from nyqst_agent.offline.progress import reports_progress
from nyqst_agent.offline.sameness import negated
from nyqst_agent.offline.scope import common_names, same_case, same_names, told_names
from nyqst_agent.offline.slots import Slot, alike, periods, slots
from nyqst_agent.offline.vocabulary import SUPPOSED

_SAME_SENTENCE = 0.8
_FOLLOWED = "the role has another holder now"
_SAYS_REPLACED: tuple[tuple[Callable[[Fact, Fact], bool], str], ...] = (
    (amends, "it was amended"),
    (calls_off, "it was called off"),
    (reports_progress, "a later report tells what became of it"),
)


@dataclass(frozen=True)
class Rivalry:
    """`about` is what the two statements share; the slots are None where it is not on a value."""

    one: Fact
    other: Fact
    about: frozenset[Phrase]
    slot: Slot | None = None
    other_slot: Slot | None = None
    replaced: str = ""
    """How, if `one` itself says that what `other` says no longer holds."""


@dataclass(frozen=True)
class _Among:
    """What the statements of a run say together."""

    weights: Weights
    common: frozenset[str]
    people: frozenset[tuple[str, str]]
    """By source, the last words of the names in it."""


def rivalries(
    facts: Sequence[Fact], pairs: Iterable[tuple[Fact, Fact]] | None = None
) -> list[Rivalry]:
    """Among all pairs, or the given ones."""
    people = frozenset((f.source.sha256, name.split()[-1]) for f in facts for name in f.names)
    among = _Among(Weights(facts), common_names(facts), people)
    return [
        rivalry
        for one, other in (combinations(facts, 2) if pairs is None else pairs)
        if one.source.sha256 != other.source.sha256
        for rivalry in _between(one, other, among)
    ]


def _worth_comparing(one: Fact, other: Fact) -> bool:
    return any(alike(p, q) for p in one.phrases for q in other.phrases)


def _between(one: Fact, other: Fact, among: _Among) -> Iterator[Rivalry]:
    for new, old in ((one, other), (other, one)):
        how = next((how for says, how in _SAYS_REPLACED if says(new, old)), "")
        if how:
            yield Rivalry(new, old, new.phrases & old.phrases, replaced=how)
        yield from _gone_signatory(new, old, among)
        if beyond := breaks_bound(new, old):
            yield Rivalry(new, old, shared(beyond[0].about, beyond[1].about), *beyond)
    if not _worth_comparing(one, other):
        return
    yield from _called_former(one, other, among)
    if same_case(one, other):
        yield from _by_value(one, other, among)
        yield from _by_denial(one, other, among)


def _gone_signatory(one: Fact, other: Fact, among: _Among) -> Iterator[Rivalry]:
    """Who signed in a role that another has since, by a text that knows them both."""
    if not (one.dated and other.dated and one.dated > other.dated):
        return
    for held, signed in product(slots(one), slots(other)):
        if (held.kind, signed.kind) != ("holder", "signatory") or held.former:
            continue
        known = (one.source.sha256, str(signed.value).split()[-1]) in among.people
        if known and not same_value(held, signed) and shared(held.about, signed.about):
            yield Rivalry(one, other, held.about, held, signed, replaced=_FOLLOWED)


def _called_former(one: Fact, other: Fact, among: _Among) -> Iterator[Rivalry]:
    """One gives as former the very value that the other gives as true."""
    for slot, match in product(slots(one), slots(other)):
        if slot.kind != match.kind or slot.former == match.former or not same_value(slot, match):
            continue
        about = shared(slot.about, match.about)
        if any(among.weights(phrase) >= HEAVY for phrase in about):
            yield Rivalry(one, other, about, slot, match)


def _by_value(one: Fact, other: Fact, among: _Among) -> Iterator[Rivalry]:
    for slot, match in contested(one, other, among.weights):
        if same_names(slot.names, match.names, (one, other), among.common):
            yield Rivalry(one, other, shared(slot.about, match.about), slot, match)


def _by_denial(one: Fact, other: Fact, among: _Among) -> Iterator[Rivalry]:
    """One says that it is, the other, in the same words, that it is not."""
    if negated(one.text) == negated(other.text) or not _same_time(one, other):
        return
    if bool(one.stems & SUPPOSED) != bool(other.stems & SUPPOSED):
        return
    alike_enough = among.weights.likeness(one.phrases, other.phrases) >= _SAME_SENTENCE
    if alike_enough and same_names(told_names(one), told_names(other), (one, other), among.common):
        yield Rivalry(one, other, one.phrases & other.phrases)


def _same_time(one: Fact, other: Fact) -> bool:
    a, b = periods(one.text), periods(other.text)
    return not a or not b or bool(a & b)
