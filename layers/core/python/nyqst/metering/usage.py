"""What a tenant has used and has left, by feature."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from nyqst.clock import Clock
from nyqst.identity.plan import PlanCode
from nyqst.metering.admit import meter_of
from nyqst.metering.model.catalog import Catalog, Feature, Quota
from nyqst.metering.model.forecast import exhausted_at
from nyqst.metering.model.meter import LIMITLESS, Balance, Meter, ShardKey
from nyqst.metering.model.period import Period, period_of
from nyqst.metering.model.reservation import LedgerEntry
from nyqst.metering.ports import MeterStore


@dataclass(frozen=True, slots=True)
class FeatureUsage:
    feature: Feature
    quota: Quota
    period: Period
    balance: Balance
    as_of: datetime

    @property
    def included_exhausted_at(self) -> datetime | None:
        """Foreseen; None if what is included will last."""
        return self._exhausted_at(self.quota.included)

    @property
    def exhausted_at(self) -> datetime | None:
        """Foreseen; None if the limit will hold, or there is none."""
        limit = self.balance.limit
        return None if limit == LIMITLESS else self._exhausted_at(limit)

    def _exhausted_at(self, limit: int) -> datetime | None:
        return exhausted_at(self.period, limit, self.balance.used, self.as_of)

    @property
    def overage(self) -> int:
        """Units used beyond what the plan includes."""
        return max(0, self.balance.used - self.quota.included)


@dataclass(frozen=True, slots=True)
class Usage:
    catalog: Catalog
    store: MeterStore
    clock: Clock

    def of(self, tenant_id: str, plan_code: PlanCode) -> tuple[FeatureUsage, ...]:
        """In the current periods."""
        features = self.catalog.plans[plan_code].features
        return tuple(
            self._of(tenant_id, feature, quota)
            for feature, quota in features.items()
            if quota is not None
        )

    def entries(
        self, tenant_id: str, plan_code: PlanCode, feature: Feature
    ) -> Iterator[LedgerEntry]:
        """Of the current period, shard by shard."""
        quota = self.catalog.plans[plan_code].features.get(feature)
        if quota is None:
            return
        meter = meter_of(tenant_id, feature, quota, self.clock)
        first = self.store.shard(ShardKey(meter, 0))
        for number in range(first.cut.shards if first else 0):
            yield from self.store.entries(ShardKey(meter, number))

    def _of(self, tenant_id: str, feature: Feature, quota: Quota) -> FeatureUsage:
        now = self.clock.now()
        period = period_of(quota.cycle, now)
        meter = Meter(tenant_id, feature.value, period.key)
        balance = balance_of(self.store, meter, quota.cut.shards)
        return FeatureUsage(
            feature, quota, period, balance or Balance.untouched(quota.cut.limit), now
        )


def balance_of(store: MeterStore, meter: Meter, shards: int) -> Balance | None:
    """Of all shards as of one instant, however many the meter began with; None if it never did."""
    found = store.shards(meter, shards)
    first = found[0]
    if first is not None and first.cut.shards > shards:
        found = store.shards(meter, first.cut.shards)
    known = [shard.balance for shard in found if shard is not None]
    return sum(known, Balance.untouched(0)) if known else None
