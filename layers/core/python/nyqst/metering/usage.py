"""What a tenant has used and has left, by feature."""

from collections.abc import Iterator
from dataclasses import dataclass

from nyqst.clock import Clock
from nyqst.identity.plan import PlanCode
from nyqst.metering.admit import meter_of
from nyqst.metering.model.catalog import Catalog, Feature, Quota
from nyqst.metering.model.meter import Balance, ShardKey
from nyqst.metering.model.period import Period, period_of
from nyqst.metering.model.reservation import LedgerEntry
from nyqst.metering.ports import MeterStore


@dataclass(frozen=True, slots=True)
class FeatureUsage:
    feature: Feature
    quota: Quota
    period: Period
    balance: Balance

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
            FeatureUsage(
                feature,
                quota,
                period_of(quota.cycle, self.clock.now()),
                self._balance(tenant_id, feature, quota),
            )
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

    def _balance(self, tenant_id: str, feature: Feature, quota: Quota) -> Balance:
        meter = meter_of(tenant_id, feature, quota, self.clock)
        shards = self.store.shards(meter, quota.cut.shards)
        known = [shard.balance for shard in shards if shard is not None]
        return sum(known, Balance.untouched(0)) if known else Balance.untouched(quota.cut.limit)
