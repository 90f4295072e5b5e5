"""What the ledger comes to by day, user, project and model class.

A day belongs to the period it is in: what is told after its period's end counts on the period's
last day, so that the days of a period always add up to its meter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from nyqst.metering.model.meter import ShardKey
from nyqst.metering.model.period import days_of
from nyqst.metering.model.reservation import LedgerEntry

_TOLD = ("input_tokens", "output_tokens", "cost_micros")
"""Facts that tell totals of a reservation, as its entries do."""


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """Empty where the ledger does not say."""

    user: str = ""
    project: str = ""
    model_class: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    quantity: int = 0
    ends: int = 0
    """Of reservations, whatever they came to."""
    input_tokens: int = 0
    output_tokens: int = 0
    cost_micros: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.quantity + other.quantity,
            self.ends + other.ends,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.cost_micros + other.cost_micros,
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one day in one shard. It only grows, as its ledger does."""

    shard: ShardKey
    day: date
    entries: int
    """How many it knows of: the one that knows more is the newer one."""
    groups: Mapping[Group, Figures]


def tallies_of(key: ShardKey, entries: Iterable[LedgerEntry]) -> tuple[Tally, ...]:
    """By day. Of a reservation the entries must be together and in order, as a shard has them."""
    first, last = days_of(key.meter.period)
    days: dict[date, dict[Group, Figures]] = {}
    counts: dict[date, int] = {}
    for _, told in groupby(entries, key=lambda entry: entry.reservation_id):
        for entry, figures in differences(told):
            day = min(max(entry.at.date(), first), last)
            group = _group(entry)
            groups = days.setdefault(day, {})
            groups[group] = groups.get(group, Figures()) + figures
            counts[day] = counts.get(day, 0) + 1
    return tuple(Tally(key, day, counts[day], days[day]) for day in sorted(days))


def differences(told: Iterable[LedgerEntry]) -> Iterable[tuple[LedgerEntry, Figures]]:
    """What each entry adds to those before it, of one reservation and in order."""
    known = dict.fromkeys(_TOLD, 0)
    for entry in told:
        more = {name: max(0, int(entry.facts.get(name, 0)) - known[name]) for name in _TOLD}
        known = {name: known[name] + more[name] for name in _TOLD}
        yield entry, Figures(entry.quantity, int(entry.number == 0), **more)


def _group(entry: LedgerEntry) -> Group:
    facts = entry.facts
    return Group(*(str(facts.get(name, "")) for name in ("user", "project", "model_class")))
