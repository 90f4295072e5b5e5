"""Who is calling, by an access token: one of ours, or of an issuer that the stage trusts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nyqst.clock import Clock
from nyqst.errors import InvalidInput, Unauthenticated
from nyqst.identity import tokens
from nyqst.identity.access_tokens import ReadToken
from nyqst.identity.authenticate import check_standing
from nyqst.identity.found_tenant import caller_of
from nyqst.identity.model.caller import Caller
from nyqst.identity.model.session import Session
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.model.token import Issuer, check_begun, check_times
from nyqst.identity.model.user import EmailAddress, User, clean_email
from nyqst.identity.ports import IssuerKeys, Records
from nyqst.identity.records import ref
from nyqst.isolation.acting import acting_for

_LONGEST = 8_000


@dataclass(frozen=True, slots=True)
class AuthenticateToken:
    records: Records
    clock: Clock
    read_token: ReadToken
    issuers: Mapping[str, Issuer]
    issuer_keys: IssuerKeys

    def __call__(self, raw: str, correlation_id: str) -> Caller:
        if len(raw) > _LONGEST:
            raise Unauthenticated("This is not an access token", code="token_malformed")
        seen, via = tokens.look_at(raw), ""
        if seen.issuer == self.read_token.issuer:
            claims = self.read_token(raw, seen.kid)
            via = claims["sid"]
            tenant, user = self._of_session(claims)
        elif seen.issuer in self.issuers:
            tenant, user = self._of_issuer(raw, seen.kid, self.issuers[seen.issuer])
        else:
            raise Unauthenticated("This token's issuer is unknown", code="token_wrong_issuer")
        check_standing(tenant, user)
        return caller_of(tenant, user, correlation_id, via)

    def _of_session(self, claims: Mapping[str, Any]) -> tuple[Tenant, User]:
        """In one read."""
        tenant_id, user_id, session_id = claims["tid"], claims["sub"], claims["sid"]
        with acting_for(tenant_id):
            session, tenant, user = self.records.get_together(
                ref(Session, tenant_id=tenant_id, user_id=user_id, id=session_id),
                ref(Tenant, id=tenant_id),
                ref(User, tenant_id=tenant_id, id=user_id),
            )
        if session is None or tenant is None or user is None:
            raise Unauthenticated("This session has ended; sign in again", code="session_ended")
        session.check(user.signed_out_at, self.clock.now())
        return tenant, user

    def _of_issuer(self, raw: str, kid: str, issuer: Issuer) -> tuple[Tenant, User]:
        jwk = self.issuer_keys.find(issuer, kid)
        if jwk is None:
            raise Unauthenticated("Its issuer has no such key", code="token_unknown_key")
        claims = tokens.verify(raw, jwk, issuer.audience)
        check_times(claims, self.clock.now())
        if issuer.verified_claim and claims.get(issuer.verified_claim) is not True:
            raise Unauthenticated("This address is not verified", code="token_unverified_email")
        known = self._address(str(claims.get(issuer.email_claim, "")))
        if issuer.tenant_claim and claims.get(issuer.tenant_claim) != known.tenant_id:
            raise Unauthenticated("This token is for another tenant", code="token_wrong_tenant")
        with acting_for(known.tenant_id):
            tenant, user = self.records.get_together(
                ref(Tenant, id=known.tenant_id),
                ref(User, tenant_id=known.tenant_id, id=known.user_id),
            )
        check_begun(claims, user.signed_out_at)
        return tenant, user

    def _address(self, email: str) -> EmailAddress:
        try:
            known = self.records.get(ref(EmailAddress, email=clean_email(email)))
        except InvalidInput:
            known = None
        if known is None:
            raise Unauthenticated("Nobody here has this address", code="token_unknown_user")
        return known
