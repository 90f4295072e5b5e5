"""Something set aside before it is used, and how that ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from nyqst.metering.model.meter import Balance, Cut, Meter, ShardKey

MAX_AMOUNT = 10**12
UNHELD = "unheld"
"""In the place of a hold's token where nothing was set aside."""
Facts = Mapping[str, str | int]
"""What a reservation is for, kept with it to the end: run, user, model, policy version."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A reservation as it stands in its shard while it lives."""

    id: str
    amount: int
    expires_at: datetime
    token: str
    """Tells this hold from an earlier or a later one of the same id."""
    seen: int = 0
    """What is known to be used so far. If nobody settles it, this much is counted."""
    presumed: int = 0
    """Counted instead if nobody settles it and it is more: what may have been used unseen."""
    facts: Facts = field(default_factory=dict)

    @property
    def if_unsettled(self) -> int:
        return max(self.seen, self.presumed)


@dataclass(frozen=True, slots=True)
class Shard:
    key: ShardKey
    cut: Cut
    balance: Balance
    holds: Mapping[str, Hold] = field(default_factory=dict)
    touched: str = field(default="", compare=False)
    """By which hold or late entry last: whoever finds another mark finds more to look at."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """What the holder keeps: enough to settle it without asking for anything first."""

    id: str
    shard: ShardKey
    amount: int
    token: str
    """Of its hold."""

    @classmethod
    def unheld(cls, id_: str, meter: Meter, amount: int) -> "Reservation":
        """Of what was let through while nothing could be set aside."""
        return cls(id_, ShardKey(meter, 0), amount, UNHELD)

    @property
    def is_held(self) -> bool:
        return self.token != UNHELD

    def handle(self) -> str:
        """As text, to be kept beside what it was taken for; its tenant is known there."""
        meter = self.shard.meter
        return f"{meter.name}|{meter.period}|{self.shard.number}|{self.amount}|{self.token}"

    @classmethod
    def from_handle(cls, tenant_id: str, id_: str, handle: str) -> "Reservation":
        name, period, number, amount, token = handle.split("|")
        return cls(id_, ShardKey(Meter(tenant_id, name, period), int(number)), int(amount), token)


class Ending(StrEnum):
    COMMITTED = "committed"
    RELEASED = "released"
    EXPIRED = "expired"
    LATE = "late"
    """Not an end but a debt: used, and told only after the end."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """Never changed. A reservation has one entry when it ends, and one more for every late word."""

    reservation_id: str
    number: int
    """0 for the end itself."""
    ending: Ending
    quantity: int
    """What this entry adds to the use."""
    total: int
    """What the reservation has used, all its entries together."""
    at: datetime
    token: str
    """Of the hold that the reservation ended with."""
    facts: Facts = field(default_factory=dict)
