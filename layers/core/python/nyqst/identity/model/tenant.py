"""Tenants: whoever pays, and all that is theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from nyqst.identity.plan import PlanCode, plan_in_force

OPERATOR = "ten_operator"
"""The tenant that runs the platform. Ids of all others are made by chance and never this."""
MAX_NAME = 120


class TenantStatus(StrEnum):
    ACTIVE = "active"
    PAST_DUE = "past_due"
    """A payment has failed. It is served all the same, with the sandbox's model classes."""
    SUSPENDED = "suspended"


class Enforcement(StrEnum):
    """What becomes of a tenant's request that its limits do not allow."""

    OFF = "off"
    """It is let through, and nothing is said of it. What it uses is counted."""
    OBSERVE = "observe"
    """It is let through, and kept as what would have been denied."""
    ENFORCE = "enforce"


@dataclass(frozen=True, slots=True)
class Allowance:
    """The operator's word on how much of a feature a tenant has, whatever its plan says."""

    included: int
    at_most: int | None = None
    """A limit beyond what is included, where more is to be had for money."""
    until: datetime | None = None
    """The first instant at which it does not hold any more; None for good."""

    def holds_at(self, instant: datetime) -> bool:
        return self.until is None or instant < self.until


Allowances = Mapping[str, Allowance]
"""By the code of the feature."""


@dataclass(frozen=True, slots=True)
class Tenant:
    id: str
    name: str
    created_at: datetime
    status: TenantStatus = TenantStatus.ACTIVE
    owners: int = 1
    """Of its active users, so that one write can tell whether the last would go."""
    override_plan: PlanCode | None = None
    subscribed_plan: PlanCode | None = None
    invited_plan: PlanCode | None = None
    enforcement: Enforcement = Enforcement.ENFORCE
    allowances: Allowances | None = None
    platform_id: str | None = None
    """Of the customer at the platform that had the tenant made."""
    store_id: str | None = None
    """Of the store of that platform that the customer came through."""

    @property
    def plan(self) -> PlanCode:
        return plan_in_force(self.override_plan, self.subscribed_plan, self.invited_plan)


@dataclass(frozen=True, slots=True)
class TenantName:
    """That there is such a tenant, for whoever looks after all of them."""

    tenant_id: str
    created_at: datetime
