"""Invitations: issued, listed, revoked, found by what the invited bring."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from nyqst.clock import Clock
from nyqst.errors import Forbidden, InvalidInput, NotFound
from nyqst.idempotency import Once
from nyqst.identity.audit import audited
from nyqst.identity.model.caller import Caller, Role
from nyqst.identity.model.credential import Credential, CredentialKind, new_secret, secret_sha256
from nyqst.identity.model.invitation import Invitation, invalid_invitation
from nyqst.identity.model.tenant import OPERATOR
from nyqst.identity.plan import PlanCode
from nyqst.identity.ports import Answering, Records
from nyqst.identity.records import Added, Changed, ref
from nyqst.ids import new_id
from nyqst.isolation.acting import acting_for
from nyqst.paging import Listed

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Invited:
    invitation: Invitation
    raw: str | None
    """None when the same request was answered before: the raw token is given once."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Either a plan, for a tenant of its own, or a role within the caller's."""

    plan: PlanCode | None
    role: Role | None
    uses: int
    lasting: timedelta


@dataclass(frozen=True, slots=True)
class Invitations:
    records: Records
    clock: Clock
    caller: Caller

    def issue(self, terms: Terms, once: Once | None) -> Invited:
        self._check(terms)
        now, raw = self.clock.now(), new_secret(CredentialKind.INVITATION)
        invitation = self._invitation(terms, now)
        kind, tenant_id = CredentialKind.INVITATION, self.caller.tenant_id
        credential = Credential(kind, secret_sha256(raw), tenant_id, invitation.id)
        made = Added(invitation)
        earlier = self.records.commit(
            made,
            Added(credential),
            audited(self.caller, now, "invitation.issued", invitation.id, made),
            answering=Answering(tenant_id, once, invitation.id, now) if once else None,
        )
        return Invited(self._find(earlier), None) if earlier else Invited(invitation, raw)

    def list(self, limit: int, cursor: str | None) -> Listed[Invitation]:
        return self.records.list(
            Invitation, limit, cursor, newest_first=True, tenant_id=self.caller.tenant_id
        )

    def revoke(self, invitation_id: str) -> None:
        invitation, now = self._find(invitation_id), self.clock.now()
        if invitation.revoked_at is not None:
            return
        revoked = Changed(invitation, replace(invitation, revoked_at=now))
        entry = audited(self.caller, now, "invitation.revoked", invitation.id, revoked)
        self.records.commit(revoked, entry)

    def _check(self, terms: Terms) -> None:
        if (terms.plan is None) == (terms.role is None):
            raise InvalidInput("An invitation has a plan or a role", code="invalid_invitation")
        if terms.plan is not None and self.caller.tenant_id != OPERATOR:
            raise Forbidden("Only who runs the platform gives plans", code="operator_only")
        if terms.role is not None and not self.caller.role.covers(terms.role):
            raise Forbidden("Nobody invites to a role above their own", code="role_too_low")

    def _invitation(self, terms: Terms, now: datetime) -> Invitation:
        return Invitation(
            tenant_id=self.caller.tenant_id,
            id=new_id("inv", now),
            uses=terms.uses,
            created_by=self.caller.user_id,
            created_at=now,
            expires_at=now + terms.lasting,
            plan=terms.plan,
            role=terms.role,
        )

    def _find(self, invitation_id: str) -> Invitation:
        tenant_id = self.caller.tenant_id
        found = self.records.get(ref(Invitation, tenant_id=tenant_id, id=invitation_id))
        if found is None:
            raise NotFound(f"No invitation {invitation_id}", code="invitation_not_found")
        return found


def find_invitation(records: Records, raw: str, now: datetime) -> Invitation:
    """One that is good now."""
    if len(raw) > _LONGEST:
        raise invalid_invitation()
    kind = CredentialKind.INVITATION
    known = records.get(ref(Credential, kind=kind, sha256=secret_sha256(raw)))
    if known is None:
        raise invalid_invitation()
    with acting_for(known.tenant_id):
        found = records.get(ref(Invitation, tenant_id=known.tenant_id, id=known.id))
    if found is None:
        raise invalid_invitation()
    found.check(now)
    return found
