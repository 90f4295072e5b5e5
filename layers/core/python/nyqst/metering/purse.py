"""Money for the model calls of one run: asked for before each call, settled after it.

A run's budget is divided before it begins, so that research can never spend what writing needs. A
call sets aside the most it can cost; what siblings have set aside and do not use comes back, so a
call that only has to wait for it is told to come again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from nyqst.errors import BudgetExhausted, QuotaExceeded, Throttled, Unavailable
from nyqst.metering.model.meter import Cut, Meter
from nyqst.metering.model.reservation import Facts, Reservation
from nyqst.metering.reserve import Reserve
from nyqst.metering.settle import Settlement

_LIFETIME = timedelta(minutes=15)
"""Longer than any function lives that could still settle."""


class Phase(StrEnum):
    PLAN = "plan"
    RESEARCH = "research"
    WRITING = "writing"


SHARES: Mapping[Phase, int] = {Phase.PLAN: 5, Phase.RESEARCH: 70, Phase.WRITING: 25}
"""Percent of a run's budget."""


@dataclass(frozen=True, slots=True)
class Cost:
    input_tokens: int
    output_tokens: int
    micros: int

    @property
    def tokens(self) -> int:
        return self.input_tokens + self.output_tokens


@dataclass(frozen=True, slots=True)
class Advance:
    """What is set aside for one call."""

    tokens: Reservation
    money: Reservation


@dataclass
class Purse:
    """One worker's: its step and attempt are in the ids, so that attempts never settle each other.

    Raises `BudgetExhausted` when the run, or its tenant's day, has no more, and `Throttled` when it
    may have more in a moment.
    """

    reserve: Reserve
    settlement: Settlement
    money: Meter
    money_cut: Cut
    tokens: Meter
    tokens_cut: Cut
    owner: str
    """Run, step and attempt."""
    facts: Facts
    calls: int = 0

    def take(self, worst: Cost) -> Advance:
        self.calls += 1
        id_ = f"{self.owner}:{self.calls}"
        tokens = self._take(self.tokens, self.tokens_cut, id_, worst.tokens)
        try:
            money = self._take(self.money, self.money_cut, id_, max(1, worst.micros))
        except (BudgetExhausted, Unavailable):
            self.settlement.release(tokens)
            raise
        return Advance(tokens, money)

    def settle(self, advance: Advance, used: Cost) -> None:
        told = {
            **self.facts,
            "input_tokens": used.input_tokens,
            "output_tokens": used.output_tokens,
            "cost_micros": used.micros,
        }
        self.settlement.commit(advance.tokens, used.tokens, told)
        self.settlement.commit(advance.money, used.micros, told)

    def _take(self, meter: Meter, cut: Cut, id_: str, amount: int) -> Reservation:
        try:
            # Whoever dies in the middle of a call may have used all of it, and been billed for it.
            return self.reserve(meter, cut, id_, amount, _LIFETIME, self.facts, presumed=amount)
        except QuotaExceeded as denied:
            raise _come_again_or_not(meter, denied) from denied


def _come_again_or_not(meter: Meter, denied: QuotaExceeded) -> Exception:
    left = int(denied.facts["remaining"]) + int(denied.facts["held"])
    if left >= int(denied.facts["asked"]):
        return Throttled(f"{meter.name} is set aside for other calls", code="budget_busy")
    return BudgetExhausted(f"{meter.name} of {meter.period} does not allow another call")


def share_of(budget_micros: int, phase: Phase) -> Cut:
    return Cut(budget_micros * SHARES[phase] // 100)
