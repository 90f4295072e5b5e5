"""Signing in by e-mail address and password.

Whether an address is anybody's cannot be told from the answer, from the time it takes, or from the
waits: strangers' addresses are counted, compared and locked like all others.
"""

import math
from dataclasses import dataclass

from nyqst.clock import Clock
from nyqst.errors import Conflict, InvalidInput, RateLimited, Throttled, Unauthenticated
from nyqst.identity.authenticate import check_standing
from nyqst.identity.found_tenant import caller_of
from nyqst.identity.model.attempts import Attempts, cleared, none_yet, one_more
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.model.user import EmailAddress, Password, User, clean_email
from nyqst.identity.ports import Passwords, Records
from nyqst.identity.records import Added, Changed, ref
from nyqst.identity.sessions import Sessions, SignedIn
from nyqst.isolation.acting import acting_for

_TRIES = 5
_NOBODY = EmailAddress("", "-", "-")


@dataclass(frozen=True, slots=True)
class SignIn:
    records: Records
    clock: Clock
    passwords: Passwords
    sessions: Sessions

    def __call__(self, email: str, password: str, correlation_id: str) -> SignedIn:
        """The session began when the password was shown: one that has changed since ends it."""
        began = self.clock.now()
        tenant, user, _ = self.check(email, password)
        check_standing(tenant, user)
        caller = caller_of(tenant, user, correlation_id)
        changes, signed_in = self.sessions.beginning(caller, began)
        with acting_for(tenant.id):
            self.records.commit(*changes)
        return signed_in

    def check(self, email: str, password: str) -> tuple[Tenant, User, Password]:
        """Counted before it is compared, so that guesses made at once count as well.

        For nobody: a session begun for those tenants alone that there are would take its time, and
        tell strangers which addresses are somebody's.
        """
        with acting_for():
            return self._check(email, password)

    def _check(self, email: str, password: str) -> tuple[Tenant, User, Password]:
        email = _comparable(email)
        counted = self._count(email)
        known = self.records.get(ref(EmailAddress, email=email)) or _NOBODY
        kept, tenant, user = self.records.get_together(
            ref(Password, tenant_id=known.tenant_id, user_id=known.user_id),
            ref(Tenant, id=known.tenant_id),
            ref(User, tenant_id=known.tenant_id, id=known.user_id),
        )
        if not self.passwords.matches(kept.hash if kept else None, password):
            raise Unauthenticated("E-mail address or password is wrong", code="sign_in_failed")
        self._clear(counted)
        return tenant, user, kept

    def _count(self, email: str) -> Attempts:
        for _ in range(_TRIES):
            now = self.clock.now()
            fresh = none_yet(email, now)
            found = self.records.get(ref(Attempts, address_sha256=fresh.address_sha256))
            before = found or fresh
            wait = math.ceil(before.wait(now).total_seconds())
            if wait:
                raise RateLimited(
                    "Too many wrong passwords", code="sign_in_locked", retry_after_s=wait
                )
            after = one_more(before, now)
            try:
                self.records.commit(Changed(before, after) if found else Added(after))
            except Conflict:
                continue
            return after
        raise Throttled("Too many attempts at once")

    def _clear(self, counted: Attempts) -> None:
        """Others that failed meanwhile go on counting."""
        try:
            self.records.commit(Changed(counted, cleared(counted)))
        except Conflict:
            return


def _comparable(email: str) -> str:
    try:
        return clean_email(email)
    except InvalidInput:
        return "-"
