"""Invitations: into a tenant of one's own, on a plan, or into somebody's tenant, in a role."""

from dataclasses import dataclass
from datetime import datetime

from nyqst.errors import Forbidden
from nyqst.identity.model.caller import Role
from nyqst.identity.plan import PlanCode


@dataclass(frozen=True, slots=True)
class Invitation:
    tenant_id: str
    """Who invites: the operator, to a plan; any other tenant, to itself."""
    id: str
    uses: int
    created_by: str
    created_at: datetime
    expires_at: datetime
    plan: PlanCode | None = None
    """Of the tenant that signs up, and so of all its users."""
    role: Role | None = None
    """Of the user who joins."""
    used: int = 0
    revoked_at: datetime | None = None

    def check(self, now: datetime) -> None:
        if self.revoked_at is not None:
            raise invalid_invitation()
        if self.expires_at <= now:
            raise Forbidden("This invitation has expired", code="invitation_expired")
        if self.used >= self.uses:
            raise Forbidden("This invitation is used up", code="invitation_used_up")


def invalid_invitation() -> Forbidden:
    """Says the same of one that never was and of one that was revoked."""
    return Forbidden("This invitation is not valid", code="invitation_invalid")
