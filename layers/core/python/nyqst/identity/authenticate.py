"""Who is calling: from a credential to its tenant and plan, in two reads."""

from dataclasses import dataclass, replace

from nyqst.clock import Clock
from nyqst.errors import Conflict, Forbidden, Unauthenticated, Unavailable
from nyqst.identity.model.api_key import ApiKey
from nyqst.identity.model.caller import SCOPES_OF, Caller
from nyqst.identity.model.credential import Credential, CredentialKind, secret_sha256
from nyqst.identity.model.tenant import Tenant, TenantStatus
from nyqst.identity.model.user import User, UserStatus
from nyqst.identity.ports import Records
from nyqst.identity.records import Changed, ref
from nyqst.isolation.acting import acting_for

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Authenticate:
    records: Records
    clock: Clock
    notices_use: bool = True

    def by_key(self, raw: str, correlation_id: str) -> Caller:
        """Says the same of a key that never was and of one that was revoked."""
        known = self._credential(raw)
        if known is None:
            raise _invalid_key()
        with acting_for(known.tenant_id):
            return self._of(known, correlation_id)

    def _of(self, known: Credential, correlation_id: str) -> Caller:
        key, tenant, user = self.records.get_together(
            ref(ApiKey, tenant_id=known.tenant_id, id=known.id),
            ref(Tenant, id=known.tenant_id),
            ref(User, tenant_id=known.tenant_id, id=known.user_id),
        )
        if key is None or tenant is None or user is None or key.revoked_at is not None:
            raise _invalid_key()
        now = self.clock.now()
        if key.has_expired(now):
            raise Unauthenticated("This API key has expired", code="api_key_expired")
        check_standing(tenant, user)
        if self.notices_use and key.use_is_news(now):
            self._notice(key)
        return Caller(
            tenant_id=tenant.id,
            user_id=user.id,
            workspace_id=key.workspace_id,
            role=user.role,
            scopes=key.scopes & SCOPES_OF[user.role],
            plan=tenant.plan,
            standing=tenant.status,
            enforcement=tenant.enforcement,
            allowances=tenant.allowances or {},
            correlation_id=correlation_id,
            via=key.id,
        )

    def _credential(self, raw: str) -> Credential | None:
        if len(raw) > _LONGEST:
            return None
        kind = CredentialKind.API_KEY
        return self.records.get(ref(Credential, kind=kind, sha256=secret_sha256(raw)))

    def _notice(self, key: ApiKey) -> None:
        """Another request may have noticed first, and none fails because this cannot be written."""
        try:
            self.records.commit(Changed(key, replace(key, last_used_at=self.clock.now())))
        except (Conflict, Unavailable):
            return


def check_standing(tenant: Tenant, user: User) -> None:
    if tenant.status is TenantStatus.SUSPENDED:
        raise Forbidden("This tenant is suspended", code="tenant_suspended")
    if user.status is UserStatus.DISABLED:
        raise Forbidden("This user is disabled", code="user_disabled")


def _invalid_key() -> Unauthenticated:
    return Unauthenticated("This API key is not valid", code="api_key_invalid")
