"""Registering: a new tenant with its first owner."""

from dataclasses import dataclass

from nyqst.clock import Clock
from nyqst.errors import Conflict, Forbidden
from nyqst.identity.found_tenant import caller_of, founding, new_owner
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.model.user import EmailAddress, Password, check_password, clean_email
from nyqst.identity.ports import Passwords, Records
from nyqst.identity.records import Added, ref
from nyqst.identity.sessions import Sessions, SignedIn
from nyqst.ids import new_id


@dataclass(frozen=True, slots=True)
class Registration:
    email: str
    password: str
    name: str
    tenant_name: str


@dataclass(frozen=True, slots=True)
class Register:
    records: Records
    clock: Clock
    passwords: Passwords
    sessions: Sessions
    is_open: bool
    """Whether strangers may register without an invitation, on the sandbox plan."""

    def __call__(self, asked: Registration, correlation_id: str) -> SignedIn:
        if not self.is_open:
            raise Forbidden("Registering needs an invitation", code="invitation_missing")
        now = self.clock.now()
        email = clean_email(asked.email)
        check_password(asked.password, email)
        tenant = Tenant(new_id("ten", now), asked.tenant_name, now)
        user = new_owner(tenant, new_id("usr", now), email, asked.name)
        password = Password(tenant.id, user.id, self.passwords.hash(asked.password), now)
        changes, signed_in = self.sessions.beginning(caller_of(tenant, user, correlation_id))
        try:
            self.records.commit(*founding(tenant, user, correlation_id), Added(password), *changes)
        except Conflict as error:
            if self.records.get(ref(EmailAddress, email=email)):
                raise Conflict("This e-mail address is taken", code="email_taken") from error
            raise
        return signed_in
