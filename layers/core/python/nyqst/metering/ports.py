"""What metering needs of a store. Every method is one indivisible step, one call to the table."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from nyqst.metering.model.meter import Cut, Meter, ShardKey
from nyqst.metering.model.reservation import Hold, LedgerEntry, Reservation, Shard


class MeterStore(Protocol):
    def hold(self, key: ShardKey, cut: Cut, hold: Hold) -> "Shard | Held | None":
        """Sets aside, if the shard is cut so, has enough left and no hold of that id.

        Otherwise nothing changes, and the shard is returned as it stands, None if there is none.
        """

    def shard(self, key: ShardKey) -> Shard | None: ...

    def shards(self, meter: Meter, count: int) -> tuple[Shard | None, ...]:
        """The shards 0 to `count - 1`, all as of one instant."""

    def recut(self, meter: Meter, seen: Sequence[Shard | None], cut: Cut) -> bool:
        """Cuts all shards anew; False, and no change, unless every one is cut as it was seen."""

    def borrow(self, key: ShardKey, hold: Hold, lenders: Sequence[tuple[ShardKey, int]]) -> bool:
        """Moves what others have left into a shard and holds it, all of it or nothing.

        False when a lender no longer has that much, or the hold is there already.
        """

    def repay(self, key: ShardKey, lenders: Sequence[tuple[ShardKey, int]]) -> bool:
        """Moves what others have left into a shard; False when a lender no longer has that much."""

    def extend(self, reservation: Reservation, amount: int, expires_at: datetime) -> bool:
        """Makes the hold as large as that; False unless it stands as given and enough is left."""

    def note(self, reservation: Reservation, seen: int) -> bool:
        """Raises what is known to be used, never lowers it; False if the hold is gone."""

    def end(self, reservation: Reservation, entry: LedgerEntry) -> bool:
        """Frees the hold, counts the use and appends the entry.

        False, and no change, if the hold is not of that amount, more is noted in it than the entry
        has, it has ended before, or the entry says that it expired and it has not.
        """

    def drop(self, reservation: Reservation) -> None:
        """Frees the hold, if it is there, and counts nothing."""

    def append(self, key: ShardKey, entry: LedgerEntry) -> bool:
        """Counts and appends a late entry; False if there is one of that number."""

    def entries(self, key: ShardKey, reservation_id: str = "") -> tuple[LedgerEntry, ...]:
        """Of one reservation, or of all in the shard, in order."""

    def open_shards(self, limit: int) -> tuple[ShardKey, ...]:
        """Shards of any tenant that may have holds."""

    def mark_settled(self, key: ShardKey) -> None:
        """The shard is not open any more, unless it has a hold."""


class Held:
    """The hold was taken by this very call."""


HELD = Held()
