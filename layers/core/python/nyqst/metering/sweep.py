"""On a schedule: ends what nobody ended, compares every counter it meets with its ledger, and has
somebody look at its meter."""

from collections.abc import Sequence
from dataclasses import dataclass

from nyqst.metering.lending import lenders_to
from nyqst.metering.model.meter import ShardKey
from nyqst.metering.model.reservation import LedgerEntry, Shard
from nyqst.metering.ports import MeterStore, MeterWatch
from nyqst.metering.settle import Settlement


@dataclass(frozen=True, slots=True)
class Swept:
    expired: int = 0
    drifted: tuple[ShardKey, ...] = ()
    """Shards that do not say what their ledger says."""


@dataclass(frozen=True, slots=True)
class SweepMeters:
    store: MeterStore
    settlement: Settlement
    watch: MeterWatch

    def __call__(self, limit: int = 1_000) -> Swept:
        expired = 0
        drifted = []
        for key in self.store.open_shards(limit):
            shard = self.store.shard(key)
            if shard is None:
                continue
            expired += self.settlement.expire(shard)
            self._repay(key)
            after, drifts = self._compared(key)
            if drifts:
                drifted.append(key)
            if after is not None:
                self._settle(after)
        return Swept(expired, tuple(drifted))

    def _settle(self, shard: Shard) -> None:
        """What it has counted so far is looked at; if it counts more meanwhile, it stays open."""
        self.watch.look(shard.key.meter)
        self.store.mark_settled(shard.key, shard.balance.used)

    def _repay(self, key: ShardKey) -> None:
        """A shard's debt is its meter's: what siblings have left goes to pay it."""
        shard = self.store.shard(key)
        if shard is None or shard.balance.remaining >= 0 or shard.cut.shards == 1:
            return
        siblings = self.store.shards(key.meter, shard.cut.shards)
        known = [sibling for sibling in siblings if sibling is not None]
        lenders = lenders_to(shard, known, -shard.balance.remaining)
        if lenders:
            self.store.repay(key, lenders)

    def _compared(self, key: ShardKey) -> tuple[Shard | None, bool]:
        """The shard, and whether its ledger says something else.

        They are read one after the other: only a shard that stood still can tell.
        """
        before = self.store.shard(key)
        entries = self.store.entries(key)
        after = self.store.shard(key)
        if before is None or after is None or before.balance != after.balance:
            return after, False
        return after, not agrees(after, entries)


def agrees(shard: Shard, entries: Sequence[LedgerEntry]) -> bool:
    """With its ledger, and with itself. An end counts as soon as its hold is freed."""
    balance = shard.balance
    counted = sum(entry.quantity for entry in entries if not _is_pending(shard, entry))
    held = sum(hold.amount for hold in shard.holds.values())
    adds_up = balance.limit == balance.remaining + balance.held + balance.used
    return adds_up and balance.held == held and balance.used == counted


def _is_pending(shard: Shard, entry: LedgerEntry) -> bool:
    hold = shard.holds.get(entry.reservation_id)
    return entry.number == 0 and hold is not None and hold.token == entry.token
