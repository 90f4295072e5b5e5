"""Registering: a new tenant with its first owner, or a user more for one that invited them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from nyqst.clock import Clock
from nyqst.errors import Conflict, Forbidden, InvalidInput, Throttled
from nyqst.identity.audit import audited
from nyqst.identity.authenticate import check_standing
from nyqst.identity.found_tenant import caller_of, founding, joining, new_owner, with_owner
from nyqst.identity.invitations import find_invitation
from nyqst.identity.model.caller import Caller, Role
from nyqst.identity.model.invitation import Invitation, invalid_invitation
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.model.user import (
    EmailAddress,
    Password,
    User,
    UserStatus,
    check_password,
    clean_email,
)
from nyqst.identity.ports import Passwords, Records
from nyqst.identity.records import Added, Change, Changed, ref
from nyqst.identity.sessions import Sessions, SignedIn
from nyqst.ids import new_id
from nyqst.isolation.acting import acting_for

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Registration:
    email: str
    password: str
    name: str
    tenant_name: str | None = None
    """Not asked of who joins a tenant."""
    invitation: str | None = None


@dataclass(frozen=True, slots=True)
class Register:
    records: Records
    clock: Clock
    passwords: Passwords
    sessions: Sessions
    is_open: bool
    """Whether strangers may register without an invitation, on the sandbox plan."""

    def __call__(self, asked: Registration, correlation_id: str) -> SignedIn:
        email = clean_email(asked.email)
        check_password(asked.password, email)
        for _ in range(_TRIES):
            now = self.clock.now()
            invitation = self._invitation(asked, now)
            changes, caller = self._enter(asked, email, invitation, correlation_id)
            hashed = self.passwords.hash(asked.password)
            password = Password(caller.tenant_id, caller.user_id, hashed, now)
            begun, signed_in = self.sessions.beginning(caller)
            tenants = {caller.tenant_id, invitation.tenant_id if invitation else caller.tenant_id}
            try:
                with acting_for(*tenants):
                    self.records.commit(*changes, Added(password), *begun)
            except Conflict as error:
                # Either the address is taken, or another used the same invitation meanwhile.
                if self.records.get(ref(EmailAddress, email=email)):
                    raise Conflict("This e-mail address is taken", code="email_taken") from error
                continue
            return signed_in
        raise Throttled("Too many register with this invitation at once")

    def _invitation(self, asked: Registration, now: datetime) -> Invitation | None:
        if asked.invitation is not None:
            return find_invitation(self.records, asked.invitation, now)
        if not self.is_open:
            raise Forbidden("Registering needs an invitation", code="invitation_missing")
        return None

    def _enter(
        self,
        asked: Registration,
        email: str,
        invitation: Invitation | None,
        correlation_id: str,
    ) -> tuple[Sequence[Change], Caller]:
        if invitation is not None and invitation.role is not None:
            return self._join(asked, email, invitation, invitation.role, correlation_id)
        if not asked.tenant_name:
            raise InvalidInput(
                "A new tenant needs a name", code="tenant_name_missing", field="tenant_name"
            )
        now = self.clock.now()
        plan = invitation.plan if invitation else None
        tenant = Tenant(new_id("ten", now), asked.tenant_name, now, invited_plan=plan)
        user = new_owner(tenant, new_id("usr", now), email, asked.name)
        used = [_used(invitation)] if invitation else []
        return [*founding(tenant, user, correlation_id), *used], caller_of(
            tenant, user, correlation_id
        )

    def _join(
        self,
        asked: Registration,
        email: str,
        invitation: Invitation,
        role: Role,
        correlation_id: str,
    ) -> tuple[Sequence[Change], Caller]:
        now, tenant_id = self.clock.now(), invitation.tenant_id
        with acting_for(tenant_id):
            tenant, inviting = self.records.get_together(
                ref(Tenant, id=tenant_id),
                ref(User, tenant_id=tenant_id, id=invitation.created_by),
            )
        if tenant is None or not _may_invite(inviting, role):
            raise invalid_invitation()
        user = User(tenant_id, new_id("usr", now), email, asked.name, role, now)
        check_standing(tenant, user)
        caller = caller_of(tenant, user, correlation_id)
        entry = audited(caller, now, "user.joined", user.id, Added(user))
        owned = [with_owner(tenant, 1)] if role is Role.OWNER else []
        return [*joining(user), *owned, entry, _used(invitation)], caller


def _may_invite(user: User | None, role: Role) -> bool:
    """Still: an invitation is worth no more than who issued it is by now."""
    return user is not None and user.status is UserStatus.ACTIVE and user.role.covers(role)


def _used(invitation: Invitation) -> Changed:
    return Changed(invitation, replace(invitation, used=invitation.used + 1))
