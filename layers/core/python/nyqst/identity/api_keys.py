"""API keys: made, listed, rotated, revoked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from nyqst.clock import Clock
from nyqst.errors import Conflict, Forbidden, NotFound
from nyqst.idempotency import Once
from nyqst.identity.audit import audited
from nyqst.identity.model.api_key import OVERLAP, ApiKey, key_prefix
from nyqst.identity.model.caller import Caller, Role, Scope
from nyqst.identity.model.credential import Credential, CredentialKind, new_secret, secret_sha256
from nyqst.identity.ports import Answering, Records
from nyqst.identity.records import Added, Change, Changed, ref
from nyqst.ids import new_id
from nyqst.paging import Listed


@dataclass(frozen=True, slots=True)
class Issued:
    key: ApiKey
    raw: str | None
    """None when the same request was answered before: the raw key is given once."""


@dataclass(frozen=True, slots=True)
class ApiKeys:
    records: Records
    clock: Clock
    caller: Caller

    def create(
        self,
        name: str,
        scopes: Iterable[Scope],
        lasting: timedelta | None = None,
        once: Once | None = None,
    ) -> Issued:
        self._permit_another()
        expires_at = self.clock.now() + lasting if lasting else None
        return self._issue(self.draft(name, frozenset(scopes), expires_at), [], once)

    def list(self, limit: int, cursor: str | None) -> Listed[ApiKey]:
        """One's own; an admin's list has everybody's."""
        found = self.records.list(
            ApiKey, limit, cursor, newest_first=True, tenant_id=self.caller.tenant_id
        )
        return replace(found, items=tuple(filter(self._may_manage, found.items)))

    def rotate(self, key_id: str, once: Once | None = None) -> Issued:
        """The new key is the same but for itself; the old one works for another day at most."""
        earlier = self.records.earlier(self.caller.tenant_id, once, self.clock.now())
        if earlier is not None:
            return Issued(self._find(earlier), None)
        old, now = self._find(key_id), self.clock.now()
        if old.user_id != self.caller.user_id:
            raise Forbidden("Only its own user may rotate a key", code="not_your_api_key")
        if old.id != self.caller.via:
            self._permit_another()
        if old.revoked_at or old.replaced_by or old.has_expired(now):
            raise Conflict("This key is not in use any more", code="api_key_not_active")
        new = self.draft(old.name, old.scopes, old.expires_at)
        ends = min(filter(None, (old.expires_at, now + OVERLAP)))
        replaced = Changed(old, replace(old, expires_at=ends, replaced_by=new.id))
        entry = audited(self.caller, now, "api_key.rotated", old.id, replaced)
        return self._issue(new, [replaced, entry], once)

    def revoke(self, key_id: str) -> None:
        key, now = self._find(key_id), self.clock.now()
        if key.revoked_at is not None:
            return
        revoked = Changed(key, replace(key, revoked_at=now))
        self.records.commit(revoked, audited(self.caller, now, "api_key.revoked", key.id, revoked))

    def _permit_another(self) -> None:
        """Whoever steals a key that may not manage keys cannot make itself others to go on with."""
        by_key = self.caller.via.startswith("key_")
        if by_key and Scope.ADMIN not in self.caller.scopes:
            raise Forbidden("Without the scope admin a key makes no other", code="scope_missing")

    def _find(self, key_id: str) -> ApiKey:
        key = self.records.get(ref(ApiKey, tenant_id=self.caller.tenant_id, id=key_id))
        if key is None or not self._may_manage(key):
            raise NotFound(f"No API key {key_id}", code="api_key_not_found")
        return key

    def _may_manage(self, key: ApiKey) -> bool:
        is_admin = self.caller.role.covers(Role.ADMIN) and Scope.ADMIN in self.caller.scopes
        return is_admin or key.user_id == self.caller.user_id

    def draft(self, name: str, scopes: frozenset[Scope], expires_at: datetime | None) -> ApiKey:
        """One of the caller's, not issued yet."""
        if not scopes <= self.caller.scopes:
            raise Forbidden("A key may do no more than who makes it", code="scope_missing")
        now = self.clock.now()
        return ApiKey(
            tenant_id=self.caller.tenant_id,
            id=new_id("key", now),
            user_id=self.caller.user_id,
            workspace_id=self.caller.workspace_id,
            name=name,
            prefix="",
            scopes=scopes,
            created_at=now,
            expires_at=expires_at,
        )

    def _issue(self, key: ApiKey, others: Sequence[Change], once: Once | None) -> Issued:
        issued, changes = issue(self.caller, key)
        answering = Answering(key.tenant_id, once, key.id, key.created_at) if once else None
        earlier = self.records.commit(*changes, *others, answering=answering)
        return Issued(self._find(earlier), None) if earlier else issued


def issue(caller: Caller, draft: ApiKey) -> tuple[Issued, Sequence[Change]]:
    """The key with its secret, and what is to be committed for it to work."""
    raw = new_secret(CredentialKind.API_KEY)
    key = replace(draft, prefix=key_prefix(raw))
    made = Added(key)
    credential = Credential(
        CredentialKind.API_KEY, secret_sha256(raw), key.tenant_id, key.id, key.user_id
    )
    entry = audited(caller, key.created_at, "api_key.created", key.id, made)
    return Issued(key, raw), [made, Added(credential), entry]
