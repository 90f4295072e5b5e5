"""What metering needs of a store. Every method is one indivisible step, one call to the table."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Protocol

from nyqst.metering.model.catalog import Catalog
from nyqst.metering.model.decision import Decided, Outcome
from nyqst.metering.model.meter import Balance, Cut, Meter, ShardKey
from nyqst.metering.model.reservation import Hold, LedgerEntry, Reservation, Shard
from nyqst.metering.model.tally import Tally
from nyqst.paging import Listed

CurrentCatalog = Callable[[], Catalog]
"""The one in force; asked once for each decision."""


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

    def record(self, key: ShardKey, entry: LedgerEntry) -> bool:
        """Appends the entry of an end; it counts when its hold is freed. False if there is one."""

    def free(
        self, reservation: Reservation, used: int, told: int, over_at: datetime | None = None
    ) -> bool:
        """Frees the hold and counts what was used.

        False, and no change, if no such hold stands as given, more is noted in it than was told,
        or its time is not over at the instant that is given.
        """

    def append(self, key: ShardKey, entry: LedgerEntry) -> bool:
        """Appends a late entry and counts it; False if there is one of that number.

        The shard is open afterwards.
        """

    def entries(self, key: ShardKey, reservation_id: str = "") -> tuple[LedgerEntry, ...]:
        """Of one reservation, or of all in the shard, in order."""

    def entries_behind(
        self, key: ShardKey, place: tuple[str, int] | None, limit: int
    ) -> tuple[LedgerEntry, ...]:
        """Of the shard, in order, behind the entry of that reservation and number."""

    def open_shards(self, limit: int) -> tuple[ShardKey, ...]:
        """Shards of any tenant that may have holds, or entries that nobody has looked at."""

    def mark_settled(self, shard: Shard) -> None:
        """The shard is not open any more, unless it has a hold or was touched since it was seen."""

    def correct(self, shard: Shard, balance: Balance) -> bool:
        """Counts anew; False, and no change, if anything was counted since the shard was seen."""


class TallyStore(Protocol):
    def keep(self, tally: Tally) -> None:
        """Unless one that knows as many entries, or more, stands in its place."""

    def between(
        self, tenant_id: str, meter_name: str, first: date, last: date
    ) -> tuple[Tally, ...]:
        """Of every shard, by day."""


class MeterWatch(Protocol):
    def look(self, meter: Meter) -> None:
        """At a meter that may have counted something since it was last looked at."""


class DecisionLog(Protocol):
    def put(self, decided: Decided) -> None:
        """Again is no change."""

    def get(self, tenant_id: str, decision_id: str) -> Decided | None: ...

    def list(
        self, tenant_id: str, limit: int, cursor: str | None, outcome: Outcome | None = None
    ) -> Listed[Decided]:
        """Newest first. Of one outcome a page may hold fewer than there are behind it."""


class Held:
    """The hold was taken by this very call."""


HELD = Held()
