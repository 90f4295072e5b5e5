"""What is counted, for whom and in which period, and how its limit is cut into shards."""

import hashlib
from dataclasses import dataclass

LIMITLESS = 10**15
"""The limit of what has none; above anything that can be used in a period."""
MAX_SHARDS = 40
"""All of them change in one transaction of at most a hundred writes."""


@dataclass(frozen=True, slots=True)
class Meter:
    tenant_id: str
    name: str
    """A feature, or the budget of one run."""
    period: str
    """Such as `2026-11`; part of the key, so that a new period needs no reset."""


@dataclass(frozen=True, slots=True)
class ShardKey:
    meter: Meter
    number: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A limit, divided so that many may count at once. The shares add up to the limit."""

    limit: int
    shards: int = 1

    def __post_init__(self) -> None:
        if not 0 <= self.limit <= LIMITLESS or not 1 <= self.shards <= MAX_SHARDS:
            raise ValueError(f"A limit of {self.limit} cannot be cut into {self.shards}")

    def share(self, number: int) -> int:
        each, left = divmod(self.limit, self.shards)
        return each + (number < left)

    def home(self, reservation_id: str) -> int:
        """The shard that a reservation always goes to, so that a repeat meets itself."""
        if self.shards == 1:
            return 0
        digest = hashlib.blake2b(reservation_id.encode(), digest_size=4).digest()
        return int.from_bytes(digest) % self.shards


@dataclass(frozen=True, slots=True)
class Balance:
    """Always `limit == remaining + held + used`."""

    limit: int
    remaining: int
    """Below zero when more was used than there was: debt, which bars the next admission."""
    held: int = 0
    used: int = 0

    @classmethod
    def untouched(cls, limit: int) -> "Balance":
        return cls(limit, limit)

    def __add__(self, other: "Balance") -> "Balance":
        return Balance(
            self.limit + other.limit,
            self.remaining + other.remaining,
            self.held + other.held,
            self.used + other.used,
        )

    def against(self, limit: int) -> "Balance":
        """The same use under another limit."""
        return Balance(limit, limit - self.held - self.used, self.held, self.used)

    def grown(self, by: int) -> "Balance":
        return Balance(self.limit + by, self.remaining + by, self.held, self.used)
