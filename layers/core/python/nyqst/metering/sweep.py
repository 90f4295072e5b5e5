"""On a schedule: ends what nobody ended, compares every counter it meets with its ledger, tallies
that by day, and has somebody look at its meter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nyqst.metering.lending import lenders_to
from nyqst.metering.model.catalog import Feature
from nyqst.metering.model.meter import ShardKey
from nyqst.metering.model.recount import agrees
from nyqst.metering.model.reservation import LedgerEntry, Shard
from nyqst.metering.model.tally import Tally, tallies_of
from nyqst.metering.ports import MeterStore, MeterWatch, TallyStore
from nyqst.metering.settle import Settlement

_TALLIED = frozenset(Feature)
"""What is asked about by day; places and the budgets of runs are not."""


@dataclass(frozen=True, slots=True)
class Swept:
    expired: int = 0
    drifted: tuple[ShardKey, ...] = ()
    """Shards that do not say what their ledger says."""


@dataclass(frozen=True, slots=True)
class SweepMeters:
    store: MeterStore
    tallies: TallyStore
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
            before, drifts = self._compared(key)
            if drifts:
                drifted.append(key)
            if before is not None:
                self._settle(before)
        return Swept(expired, tuple(drifted))

    def _settle(self, shard: Shard) -> None:
        """If it had a hold, or is touched meanwhile, there is more to look at and it stays open."""
        self.watch.look(shard.key.meter)
        if not shard.holds:
            self.store.mark_settled(shard)

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
        self._tally(key, entries)
        after = self.store.shard(key)
        if before is None or after is None or before.balance != after.balance:
            return before, False
        return before, not agrees(after, entries)

    def _tally(self, key: ShardKey, entries: Sequence[LedgerEntry]) -> None:
        if key.meter.name not in _TALLIED:
            return
        found = tallies_of(key, entries)
        known = self._known(key, found)
        for tally in found:
            if tally.entries > known.get(tally.day, 0):
                self.tallies.keep(tally)

    def _known(self, key: ShardKey, found: Sequence[Tally]) -> dict[date, int]:
        if not found:
            return {}
        meter = key.meter
        kept = self.tallies.between(meter.tenant_id, meter.name, found[0].day, found[-1].day)
        return {tally.day: tally.entries for tally in kept if tally.shard == key}
