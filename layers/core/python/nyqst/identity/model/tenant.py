"""Tenants: whoever pays, and all that is theirs."""

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

    @property
    def plan(self) -> PlanCode:
        return plan_in_force(self.override_plan, self.subscribed_plan, self.invited_plan)


@dataclass(frozen=True, slots=True)
class TenantName:
    """That there is such a tenant, for whoever looks after all of them."""

    tenant_id: str
    created_at: datetime
