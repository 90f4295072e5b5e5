"""The users of a tenant: listed, given other roles, disabled and let in again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nyqst.clock import Clock
from nyqst.errors import Conflict, Forbidden, NotFound
from nyqst.identity.audit import audited
from nyqst.identity.found_tenant import with_owner
from nyqst.identity.model.caller import Caller, Role
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.model.user import User, UserStatus
from nyqst.identity.ports import Records
from nyqst.identity.records import Change, Changed, ref
from nyqst.paging import Listed


@dataclass(frozen=True, slots=True)
class Users:
    records: Records
    clock: Clock
    caller: Caller

    def list(self, limit: int, cursor: str | None) -> Listed[User]:
        return self.records.list(User, limit, cursor, tenant_id=self.caller.tenant_id)

    def get(self, user_id: str) -> User:
        user = self.records.get(ref(User, tenant_id=self.caller.tenant_id, id=user_id))
        if user is None:
            raise NotFound(f"No user {user_id}", code="user_not_found")
        return user

    def change(self, user_id: str, role: Role | None, status: UserStatus | None) -> User:
        """Nobody changes who is above them, nor lifts anybody above themselves."""
        before = self.get(user_id)
        after = replace(before, role=role or before.role, status=status or before.status)
        if before == after:
            return before
        self._permit(before, after)
        now = self.clock.now()
        if after.status is UserStatus.DISABLED:
            after = replace(after, signed_out_at=now)
        changed = Changed(before, after)
        entry = audited(self.caller, now, "user.changed", user_id, changed)
        self.records.commit(changed, entry, *self._owners(before, after))
        return after

    def _permit(self, before: User, after: User) -> None:
        leaving = before.id == self.caller.user_id and after.role is before.role
        if not leaving and not self.caller.role.covers(Role.ADMIN):
            raise Forbidden("This needs the role admin or more", code="role_too_low")
        if not (self.caller.role.covers(before.role) and self.caller.role.covers(after.role)):
            raise Forbidden("This user is, or would be, above you", code="role_too_low")

    def _owners(self, before: User, after: User) -> Sequence[Change]:
        """Nothing but a count can tell, in one write, that the last one would go."""
        more = _is_owner(after) - _is_owner(before)
        if not more:
            return []
        tenant = self.records.get(ref(Tenant, id=self.caller.tenant_id))
        if tenant is None:
            raise NotFound("No such tenant", code="tenant_not_found")
        if tenant.owners + more < 1:
            raise Conflict("A tenant keeps at least one owner", code="last_owner")
        return [with_owner(tenant, more)]


def _is_owner(user: User) -> bool:
    return user.role is Role.OWNER and user.status is UserStatus.ACTIVE
