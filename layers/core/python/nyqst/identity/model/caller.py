"""The context of a request: who asks, for whom, and with which rights."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from nyqst.identity.model.tenant import Allowances, Enforcement, TenantStatus
from nyqst.identity.plan import PlanCode


class Role(StrEnum):
    """From the least to the most; each may do what those before it may."""

    VIEWER = "viewer"
    MEMBER = "member"
    ADMIN = "admin"
    OWNER = "owner"

    def covers(self, needed: "Role") -> bool:
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(needed)


class Scope(StrEnum):
    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


SCOPES_OF: Mapping[Role, frozenset[Scope]] = {
    Role.VIEWER: frozenset({Scope.READ}),
    Role.MEMBER: frozenset({Scope.READ, Scope.WRITE}),
    Role.ADMIN: frozenset(Scope),
    Role.OWNER: frozenset(Scope),
}
"""The most that a user of that role may do, signed in or by a key."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Every use case that touches a tenant's data takes one; its tenant is the only one it sees."""

    tenant_id: str
    user_id: str
    workspace_id: str
    role: Role
    scopes: frozenset[Scope]
    plan: PlanCode = PlanCode.SANDBOX
    """In force when the request came; never what a client says."""
    standing: TenantStatus = TenantStatus.ACTIVE
    """Of its tenant; a suspended one has no callers."""
    enforcement: Enforcement = Enforcement.ENFORCE
    allowances: Allowances = field(default_factory=dict)
    correlation_id: str = field(default="", compare=False)
    via: str = field(default="", compare=False)
    """The id of the API key or of the session that was shown."""
