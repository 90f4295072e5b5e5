"""What the store tells of a tenant's meters, as a decision needs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nyqst.clock import Clock
from nyqst.errors import Unavailable
from nyqst.metering.model.allow import plan_for
from nyqst.metering.model.catalog import Catalog, Feature, Plan, Quota
from nyqst.metering.model.decision import Asked, MeterSeen, Seen
from nyqst.metering.model.meter import Balance, Meter, ShardKey
from nyqst.metering.model.period import Cycle, period_of
from nyqst.metering.model.reservation import Shard
from nyqst.metering.model.rule import Situation
from nyqst.metering.model.terms import terms_of
from nyqst.metering.ports import MeterStore

_NOTHING = Quota(Cycle.MONTH, included=0)
"""Of a feature that a plan does not have; it is counted where that is no obstacle."""
_DRAWN_ON = Feature.LLM_TOKENS


@dataclass(frozen=True, slots=True)
class Look:
    """Never fails: what cannot be read is seen as such."""

    store: MeterStore
    clock: Clock

    def __call__(self, asked: Asked, catalog: Catalog) -> Seen:
        plan = plan_for(catalog, asked.plan, asked.allowances, self.clock.now())
        drawn = plan.features.get(_DRAWN_ON)
        terms = [
            terms_of(catalog, Situation(asked.plan, asked.standing, feature))
            for feature in asked.features
        ]
        return Seen(
            catalog.version,
            tuple(feature for feature in asked.features if feature not in plan.features),
            self._meter(catalog, asked, asked.feature, quota_of(plan, asked.feature)),
            self._meter(catalog, asked, _DRAWN_ON, drawn) if drawn else None,
            next((each.denial for each in terms if each.denial), None),
            terms[0].classes,
        )

    def _meter(self, catalog: Catalog, asked: Asked, feature: Feature, quota: Quota) -> MeterSeen:
        now = self.clock.now()
        period = period_of(quota.cycle, now)
        meter = Meter(asked.tenant_id, feature.value, period.key)
        balance = self._balance(meter, quota, now)
        on_failure = catalog.features[feature].on_failure
        return MeterSeen(feature, period.key, period.ends_at, on_failure, balance)

    def _balance(self, meter: Meter, quota: Quota, now: datetime) -> Balance | None:
        try:
            shards = all_shards(self.store, meter, quota.shards)
        except Unavailable:
            return None
        return alive(shards, now).against(quota.cut.limit)


def meter_of(tenant_id: str, feature: Feature, quota: Quota, clock: Clock) -> Meter:
    return Meter(tenant_id, feature.value, period_of(quota.cycle, clock.now()).key)


def quota_of(plan: Plan, feature: Feature) -> Quota:
    quota = plan.features.get(feature, _NOTHING)
    if quota is None:
        raise ValueError(f"{feature} is not counted")
    return quota


def all_shards(store: MeterStore, meter: Meter, expected: int) -> tuple[Shard, ...]:
    """Of a meter that is cut as expected, or as it was when its period began."""
    found = _shards(store, meter, expected)
    first = found[0]
    if first is not None and first.cut.shards != expected:
        found = _shards(store, meter, first.cut.shards)
    return tuple(shard for shard in found if shard is not None)


def _shards(store: MeterStore, meter: Meter, count: int) -> tuple[Shard | None, ...]:
    """One is read for less by itself."""
    return (store.shard(ShardKey(meter, 0)),) if count == 1 else store.shards(meter, count)


def alive(shards: Sequence[Shard], now: datetime) -> Balance:
    """Use and holds, as if what has expired had been ended already."""
    holds = [hold for shard in shards for hold in shard.holds.values()]
    held = sum(hold.amount for hold in holds if hold.expires_at > now)
    noted = sum(hold.if_unsettled for hold in holds if hold.expires_at <= now)
    return Balance(0, 0, held, noted + sum(shard.balance.used for shard in shards))
