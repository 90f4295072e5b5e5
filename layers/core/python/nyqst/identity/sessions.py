"""Sessions: begun, refreshed turn by turn, ended."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from nyqst.clock import Clock
from nyqst.errors import Conflict, Unauthenticated
from nyqst.identity.access_tokens import IssueToken
from nyqst.identity.audit import audited
from nyqst.identity.authenticate import check_standing
from nyqst.identity.found_tenant import caller_of
from nyqst.identity.model.caller import Caller
from nyqst.identity.model.credential import secret_sha256
from nyqst.identity.model.session import (
    LASTS,
    RefreshToken,
    Session,
    new_turn,
    read_refresh_token,
)
from nyqst.identity.model.signing import TOKEN_LASTS
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.model.user import User
from nyqst.identity.ports import Records
from nyqst.identity.records import Added, Change, Changed, ref
from nyqst.ids import new_id
from nyqst.isolation.acting import acting_for


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a client goes on with."""

    access_token: str
    refresh_token: str
    expires_in_s: int = int(TOKEN_LASTS.total_seconds())


@dataclass(frozen=True, slots=True)
class Sessions:
    records: Records
    clock: Clock
    issue_token: IssueToken

    def beginning(
        self, caller: Caller, since: datetime | None = None
    ) -> tuple[list[Change], SignedIn]:
        """What is to be committed, and what the caller is given once it is.

        `since` is when its user began to show who they are, if that took time.
        """
        now = self.clock.now()
        began = since or now
        token = RefreshToken(
            caller.tenant_id,
            caller.user_id,
            new_id("ses", now),
            secrets.token_urlsafe(32),
            new_turn(),
        )
        session = Session(
            tenant_id=token.tenant_id,
            user_id=token.user_id,
            id=token.session_id,
            family_sha256=secret_sha256(token.family),
            turn_sha256=secret_sha256(token.turn),
            created_at=began,
            expires_at=began + LASTS,
        )
        added = Added(session)
        entry = audited(caller, now, "session.started", session.id, added)
        return [added, entry], SignedIn(self.issue_token(session), token.raw())

    def refresh(self, raw: str, correlation_id: str) -> SignedIn:
        """Another pair. A token that was used before ends the session it is of."""
        token, session, tenant, user = self._of(raw)
        with acting_for(tenant.id):
            return self._refresh(token, session, tenant, user, correlation_id)

    def _refresh(
        self, token: RefreshToken, session: Session, tenant: Tenant, user: User, correlation_id: str
    ) -> SignedIn:
        now = self.clock.now()
        session.check(user.signed_out_at, now)
        check_standing(tenant, user)
        caller = caller_of(tenant, user, correlation_id)
        turned = replace(token, turn=new_turn())
        after = replace(session, turn_sha256=secret_sha256(turned.turn), refreshed_at=now)
        if not session.is_turn_of(token) or not self._turn(session, after):
            self._end(session, caller, "reused")
            raise Unauthenticated(
                "This refresh token was used before; its session has ended",
                code="refresh_token_reused",
            )
        return SignedIn(self.issue_token(after), turned.raw())

    def end(self, raw: str, correlation_id: str) -> None:
        """Also with a token whose turn is over, and of a session that has ended."""
        _, session, tenant, user = self._of(raw)
        with acting_for(tenant.id):
            self._end(session, caller_of(tenant, user, correlation_id), "signed_out")

    def _of(self, raw: str) -> tuple[RefreshToken, Session, Tenant, User]:
        """Acts for nobody yet: the token says whose it is, and anybody can say that."""
        token = read_refresh_token(raw)
        if token is None:
            raise _invalid()
        tenant_id, user_id = token.tenant_id, token.user_id
        session, tenant, user = self.records.get_together(
            ref(Session, tenant_id=tenant_id, user_id=user_id, id=token.session_id),
            ref(Tenant, id=tenant_id),
            ref(User, tenant_id=tenant_id, id=user_id),
        )
        if session is None or tenant is None or user is None or not session.is_of(token):
            raise _invalid()
        return token, session, tenant, user

    def _turn(self, before: Session, after: Session) -> bool:
        """False when another request with the same token was first."""
        try:
            self.records.commit(Changed(before, after))
        except Conflict:
            return False
        return True

    def _end(self, session: Session, caller: Caller, end: str) -> None:
        if session.ended_at is not None:
            return
        now = self.clock.now()
        ended = Changed(session, replace(session, ended_at=now, end=end))
        try:
            self.records.commit(ended, audited(caller, now, "session.ended", session.id, ended))
        except Conflict:
            return  # another request has ended it meanwhile


def _invalid() -> Unauthenticated:
    return Unauthenticated("This refresh token is not valid", code="refresh_token_invalid")
