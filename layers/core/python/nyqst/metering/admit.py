"""The one question before anything that costs: may this caller, now, and how much.

    order  rule                                         if not
    1      the plan has the feature                     403 feature_not_in_plan
    2      the meter of this period has so much left    402 quota_exceeded
    3      the store can tell                           503: what starts a run fails closed

The first rule that does not hold decides. Nothing that a client sends can raise a limit: plan and
limits come from the caller's credential and the catalog.
"""

from dataclasses import dataclass
from datetime import timedelta

from nyqst.clock import Clock
from nyqst.errors import NotInPlan
from nyqst.identity.plan import PlanCode
from nyqst.metering.model.catalog import Catalog, Feature, Plan, Quota
from nyqst.metering.model.meter import Meter
from nyqst.metering.model.period import period_of
from nyqst.metering.model.reservation import Facts, Reservation
from nyqst.metering.reserve import Reserve


@dataclass(frozen=True, slots=True)
class Permit:
    plan: Plan
    reservation: Reservation
    policy_version: int


@dataclass(frozen=True, slots=True)
class Admit:
    catalog: Catalog
    reserve: Reserve
    clock: Clock

    def __call__(
        self,
        tenant_id: str,
        plan_code: PlanCode,
        feature: Feature,
        id_: str,
        lifetime: timedelta,
        *,
        quantity: int = 1,
        facts: Facts | None = None,
    ) -> Permit:
        """Raises `NotInPlan` or `QuotaExceeded`; the same id again is the same permit."""
        plan = self.catalog.plans[plan_code]
        quota = self.quota(plan, feature)
        meter = meter_of(tenant_id, feature, quota, self.clock)
        told = {"plan": plan.code.value, "policy": self.catalog.version, **(facts or {})}
        reservation = self.reserve(meter, quota.cut, id_, quantity, lifetime, told)
        return Permit(plan, reservation, self.catalog.version)

    def require(self, plan_code: PlanCode, feature: Feature) -> None:
        """For what is in a plan or not, and is not counted."""
        plan = self.catalog.plans[plan_code]
        if feature not in plan.features:
            raise NotInPlan(
                f"{plan.name} does not include {feature}",
                facts={"plan": plan.code.value, "feature": feature.value},
            )

    def quota(self, plan: Plan, feature: Feature) -> Quota:
        self.require(plan.code, feature)
        quota = plan.features[feature]
        if quota is None:
            raise ValueError(f"{feature} is not counted")
        return quota


def meter_of(tenant_id: str, feature: Feature, quota: Quota, clock: Clock) -> Meter:
    return Meter(tenant_id, feature.value, period_of(quota.cycle, clock.now()).key)
