"""What of a month's use is beyond what was included, entry by entry.

An entry counts against what was included in the plan that it was admitted under. So what was
within one plan never becomes overage under a smaller one, and what was overage under one plan stays
so under a larger one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nyqst.metering.model.reservation import LedgerEntry


@dataclass(frozen=True, slots=True)
class OverageTerms:
    included: int
    cents: int | None
    """Of each unit beyond; None where none is sold, whatever is used."""


@dataclass(frozen=True, slots=True)
class Over:
    """Units of one entry."""

    entry: LedgerEntry
    units: int
    cents: int
    """Of each."""


TermsOf = Callable[[LedgerEntry], OverageTerms]


def entry_id(entry: LedgerEntry) -> str:
    return f"{entry.reservation_id}#{entry.number:04}"


def overage_of(entries: Iterable[LedgerEntry], terms_of: TermsOf) -> tuple[Over, ...]:
    """Of entries in the order in which they were written."""
    return tuple(_over(entries, terms_of))


def _over(entries: Iterable[LedgerEntry], terms_of: TermsOf) -> Iterator[Over]:
    covered = 0
    for entry in entries:
        terms = terms_of(entry)
        if terms.cents is None:
            covered += entry.quantity
            continue
        within = min(entry.quantity, max(0, terms.included - covered))
        covered += within
        if within < entry.quantity:
            yield Over(entry, entry.quantity - within, terms.cents)


def latest(over: Sequence[Over], known: Mapping[str, int], most: int) -> tuple[Over, ...]:
    """So many units at most, the last ones of those that are not known yet by their entry."""
    found: list[Over] = []
    for each in reversed(over):
        units = min(each.units - known.get(entry_id(each.entry), 0), most)
        if units > 0:
            found.append(Over(each.entry, units, each.cents))
            most -= units
    return tuple(reversed(found))
