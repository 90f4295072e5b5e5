"""A tenant's plan as it is for that tenant: with the operator's own word on its quotas."""

from dataclasses import replace
from datetime import datetime

from nyqst.identity.model.tenant import Allowance, Allowances
from nyqst.identity.plan import PlanCode
from nyqst.metering.model.catalog import Catalog, Plan, Quota


def plan_for(catalog: Catalog, code: PlanCode, allowances: Allowances, now: datetime) -> Plan:
    plan = catalog.plans[code]
    live = {
        feature: allowance for feature, allowance in allowances.items() if allowance.holds_at(now)
    }
    features = {
        feature: _allowed(quota, live[feature]) if quota and feature in live else quota
        for feature, quota in plan.features.items()
    }
    return replace(plan, features=features) if live else plan


def _allowed(quota: Quota, allowance: Allowance) -> Quota:
    """A limit beyond what is included has a meaning only where more is to be had for money."""
    at_most = allowance.at_most if quota.overage_cents is not None else None
    return replace(quota, included=allowance.included, at_most=at_most)
