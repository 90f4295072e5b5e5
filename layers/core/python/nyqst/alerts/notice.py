"""Notices that a threshold is reached, once for each period and threshold.

Nothing is written while nothing is reached. Of several thresholds that are passed at once the
highest is told and the lower ones never, nor are they after a limit was raised.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nyqst.alerts.model.alert import (
    DEFAULT_PERCENTS,
    Alert,
    AlertThresholds,
    Bound,
    bounds_of,
    highest_reached,
)
from nyqst.alerts.ports import AlertStore
from nyqst.clock import Clock
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.ports import Records
from nyqst.identity.records import ref
from nyqst.ids import dated_id
from nyqst.metering.model.allow import plan_for
from nyqst.metering.model.catalog import Feature, Quota
from nyqst.metering.model.forecast import exhausted_at
from nyqst.metering.model.meter import Meter
from nyqst.metering.model.period import Period, period_named
from nyqst.metering.ports import CurrentCatalog, MeterStore
from nyqst.metering.usage import balance_of


@dataclass(frozen=True, slots=True)
class NoticeThresholds:
    """`nyqst.metering.ports.MeterWatch`."""

    catalog: CurrentCatalog
    meters: MeterStore
    alerts: AlertStore
    records: Records
    clock: Clock

    def look(self, meter: Meter) -> None:
        """What counts is the plan that is in force now, and what is used, not what is held."""
        if meter.name not in set(Feature):
            return
        tenant, chosen = self.records.get_together(
            ref(Tenant, id=meter.tenant_id),
            ref(AlertThresholds, tenant_id=meter.tenant_id, feature=meter.name),
        )
        quota = self._quota(tenant, Feature(meter.name))
        period = period_named(quota.cycle, meter.period) if quota else None
        if quota and period:
            percents = chosen.percents if chosen else DEFAULT_PERCENTS
            self._look(meter, quota, period, percents)

    def _quota(self, tenant: Tenant | None, feature: Feature) -> Quota | None:
        if tenant is None:
            return None
        now = self.clock.now()
        plan = plan_for(self.catalog(), tenant.plan, tenant.allowances or {}, now)
        return plan.features.get(feature)

    def _look(self, meter: Meter, quota: Quota, period: Period, percents: Sequence[int]) -> None:
        balance = balance_of(self.meters, meter, quota.cut.shards)
        used = balance.used if balance else 0
        reached = {
            bound: highest_reached(percents, used, limit)
            for bound, limit in bounds_of(quota).items()
        }
        if any(reached.values()):
            self._add(meter, quota, period, used, reached)

    def _add(
        self, meter: Meter, quota: Quota, period: Period, used: int, reached: Mapping[Bound, int]
    ) -> None:
        known = self.alerts.highest(meter)
        now = self.clock.now()
        for bound, threshold in reached.items():
            if threshold <= known.get(bound, 0):
                continue
            limit = bounds_of(quota)[bound]
            which = f"{meter.tenant_id}|{meter.name}|{meter.period}|{bound}|{threshold}"
            alert = Alert(
                meter.tenant_id,
                dated_id("alt", now, which.encode()),
                Feature(meter.name),
                meter.period,
                bound,
                threshold,
                used,
                limit,
                now,
                exhausted_at(period, limit, used, now),
            )
            self.alerts.add(alert)
