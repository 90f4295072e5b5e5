"""What a tenant is made of when it begins."""

from dataclasses import replace

from nyqst.identity.audit import audited
from nyqst.identity.model.caller import SCOPES_OF, Caller, Role
from nyqst.identity.model.tenant import Tenant, TenantName
from nyqst.identity.model.user import EmailAddress, User
from nyqst.identity.model.workspace import DEFAULT, Workspace
from nyqst.identity.records import Added, Change, Changed


def founding(tenant: Tenant, owner: User, correlation_id: str = "") -> list[Change]:
    """The tenant, its first owner, its first workspace; to be committed as one."""
    now = tenant.created_at
    added = Added(tenant)
    workspace = Workspace(tenant.id, DEFAULT, "Default", owner.id, now)
    by = caller_of(tenant, owner, correlation_id)
    return [
        added,
        Added(TenantName(tenant.id, now)),
        *joining(owner),
        Added(workspace),
        audited(by, now, "tenant.founded", tenant.id, added),
    ]


def joining(user: User) -> list[Change]:
    """Refused as a whole when the address is taken anywhere on the stage."""
    return [Added(user), Added(EmailAddress(user.email, user.tenant_id, user.id))]


def with_owner(tenant: Tenant, more: int) -> Changed:
    """Refused when the number of owners changes meanwhile."""
    return Changed(tenant, replace(tenant, owners=tenant.owners + more))


def caller_of(tenant: Tenant, user: User, correlation_id: str = "", via: str = "") -> Caller:
    """The user, signed in."""
    return Caller(
        tenant_id=tenant.id,
        user_id=user.id,
        workspace_id=DEFAULT,
        role=user.role,
        scopes=SCOPES_OF[user.role],
        plan=tenant.plan,
        standing=tenant.status,
        enforcement=tenant.enforcement,
        allowances=tenant.allowances or {},
        correlation_id=correlation_id,
        via=via,
    )


def new_owner(tenant: Tenant, user_id: str, email: str, name: str) -> User:
    return User(tenant.id, user_id, email, name, Role.OWNER, tenant.created_at)
