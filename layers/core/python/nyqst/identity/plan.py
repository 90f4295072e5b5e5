"""The plans that a tenant may be on, and who has the last word on which."""

from enum import StrEnum


class PlanCode(StrEnum):
    SANDBOX = "sandbox"
    PROFESSIONAL = "professional"
    TEAM = "team"
    ENTERPRISE = "enterprise"


def plan_in_force(
    override: PlanCode | None, subscribed: PlanCode | None, invited: PlanCode | None
) -> PlanCode:
    """An admin's word goes before a live subscription, that before the invitation."""
    return override or subscribed or invited or PlanCode.SANDBOX
