"""What a tenant has used and has left, by feature."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from nyqst.clock import Clock
from nyqst.errors import InvalidInput
from nyqst.identity.model.tenant import Allowances
from nyqst.identity.plan import PlanCode
from nyqst.metering.analytics import check_range
from nyqst.metering.look import all_shards
from nyqst.metering.model.allow import plan_for
from nyqst.metering.model.catalog import Feature, Quota
from nyqst.metering.model.forecast import exhausted_at
from nyqst.metering.model.meter import LIMITLESS, Balance, Meter, ShardKey
from nyqst.metering.model.period import Period, period_of, periods_between
from nyqst.metering.model.reservation import LedgerEntry
from nyqst.metering.ports import CurrentCatalog, MeterStore
from nyqst.paging import Listed, cursor_behind, read_cursor
from nyqst.retention import Data, is_over


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
class Wanted:
    """Which entries, and how many of them at once."""

    first: date
    last: date
    limit: int
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    catalog: CurrentCatalog
    store: MeterStore
    clock: Clock

    def of(
        self, tenant_id: str, plan_code: PlanCode, allowances: Allowances | None = None
    ) -> tuple[FeatureUsage, ...]:
        """In the current periods."""
        plan = plan_for(self.catalog(), plan_code, allowances or {}, self.clock.now())
        features = plan.features
        return tuple(
            self._of(tenant_id, feature, quota)
            for feature, quota in features.items()
            if quota is not None
        )

    def entries(
        self, tenant_id: str, plan_code: PlanCode, feature: Feature, wanted: "Wanted"
    ) -> Listed[LedgerEntry]:
        """Of the periods that have a day of the range, period by period and shard by shard.

        Without those that are over, for which a page may hold fewer than there are behind it.
        """
        check_range(wanted.first, wanted.last)
        quota = self.catalog().plans[plan_code].features.get(feature)
        if quota is None:
            return Listed((), None)
        collection = f"{tenant_id} {feature} {wanted.first} {wanted.last}"
        place = _place(read_cursor(collection, wanted.cursor))
        found: list[LedgerEntry] = []
        for key in self._shards(tenant_id, feature, quota, wanted):
            if place and _order(key) < place[:2]:
                continue
            behind = (place[2], place[3]) if place and _order(key) == place[:2] else None
            found += self.store.entries_behind(key, behind, wanted.limit - len(found))
            if len(found) == wanted.limit:
                last = found[-1]
                here = "|".join(map(str, (*_order(key), last.reservation_id, last.number)))
                return Listed(self._kept(found), cursor_behind(collection, here))
        return Listed(self._kept(found), None)

    def _kept(self, found: Sequence[LedgerEntry]) -> tuple[LedgerEntry, ...]:
        now = self.clock.now()
        return tuple(entry for entry in found if not is_over(Data.USAGE_DETAIL, entry.at, now))

    def _shards(
        self, tenant_id: str, feature: Feature, quota: Quota, wanted: "Wanted"
    ) -> Iterator[ShardKey]:
        for period in periods_between(quota.cycle, wanted.first, wanted.last):
            meter = Meter(tenant_id, feature.value, period)
            first = self.store.shard(ShardKey(meter, 0))
            for number in range(first.cut.shards if first else 0):
                yield ShardKey(meter, number)

    def _of(self, tenant_id: str, feature: Feature, quota: Quota) -> FeatureUsage:
        """Against the plan's limit, which the meter need not be cut to just now."""
        now = self.clock.now()
        period = period_of(quota.cycle, now)
        meter = Meter(tenant_id, feature.value, period.key)
        balance = balance_of(self.store, meter, quota.shards) or Balance.untouched(0)
        return FeatureUsage(feature, quota, period, balance.against(quota.cut.limit), now)


def balance_of(store: MeterStore, meter: Meter, shards: int) -> Balance | None:
    """However many shards the meter began with; None if it never did."""
    known = [shard.balance for shard in all_shards(store, meter, shards)]
    return sum(known, Balance.untouched(0)) if known else None


Place = tuple[str, int, str, int]
"""Period, shard, reservation and number of an entry."""


def _order(key: ShardKey) -> tuple[str, int]:
    return key.meter.period, key.number


def _place(cursor: str | None) -> Place | None:
    if cursor is None:
        return None
    try:
        period, shard, reservation_id, number = cursor.split("|")
        return period, int(shard), reservation_id, int(number)
    except ValueError as error:
        raise InvalidInput("This is not a cursor of ours", code="invalid_cursor") from error
