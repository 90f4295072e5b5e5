"""Puts the counters of a meter right that do not say what its ledger says."""

from dataclasses import dataclass

from nyqst.clock import Clock
from nyqst.errors import Conflict, NotFound, Throttled
from nyqst.metering.look import all_shards
from nyqst.metering.model.meter import Balance, Meter, ShardKey
from nyqst.metering.model.period import Cycle, period_named
from nyqst.metering.model.recount import recounted
from nyqst.metering.ports import MeterStore
from nyqst.retention import Data, expiry, has_passed

_TRIES = 12


@dataclass(frozen=True, slots=True)
class Rebuilt:
    key: ShardKey
    before: Balance
    after: Balance


@dataclass(frozen=True, slots=True)
class RebuildMeter:
    store: MeterStore
    clock: Clock

    def __call__(self, meter: Meter) -> tuple[Rebuilt, ...]:
        """The shards that were put right; those that agree are left alone."""
        self._check_whole(meter)
        shards = all_shards(self.store, meter, 1)
        if not shards:
            raise NotFound(f"Nothing is counted in {meter}", code="meter_not_found")
        found = [self._rebuild(shard.key) for shard in shards]
        return tuple(rebuilt for rebuilt in found if rebuilt)

    def _check_whole(self, meter: Meter) -> None:
        """By a ledger whose entries go already, a counter would lose what was used."""
        for cycle in Cycle:
            period = period_named(cycle, meter.period)
            first = expiry(Data.USAGE_DETAIL, period.starts_at) if period else None
            if has_passed(first, self.clock.now()):
                raise Conflict(f"The ledger of {meter.period} is not whole", code="ledger_expired")

    def _rebuild(self, key: ShardKey) -> Rebuilt | None:
        for _ in range(_TRIES):
            shard = self.store.shard(key)
            if shard is None:
                return None
            told = recounted(shard, self.store.entries(key))
            if told == shard.balance:
                return None
            if self.store.correct(shard, told):
                return Rebuilt(key, shard.balance, told)
        raise Throttled(f"{key} is counted in by too many at once")
