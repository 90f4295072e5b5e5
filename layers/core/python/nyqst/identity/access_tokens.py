"""Access tokens of our own: for a session, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nyqst.clock import Clock
from nyqst.errors import Unauthenticated
from nyqst.identity import tokens
from nyqst.identity.keys import Signer, Verifier
from nyqst.identity.model.session import Session
from nyqst.identity.model.signing import TOKEN_LASTS
from nyqst.identity.model.token import check_times

AUDIENCE = "nyqst"


def issuer_of(stage: str) -> str:
    return f"urn:nyqst:{stage}"


@dataclass(frozen=True, slots=True)
class IssueToken:
    signer: Signer
    clock: Clock
    stage: str

    def __call__(self, session: Session) -> str:
        now = int(self.clock.now().timestamp())
        claims = {
            "iss": issuer_of(self.stage),
            "aud": AUDIENCE,
            "sub": session.user_id,
            "tid": session.tenant_id,
            "sid": session.id,
            "iat": now,
            "exp": now + int(TOKEN_LASTS.total_seconds()),
        }
        return tokens.sign(claims, self.signer.current())


@dataclass(frozen=True, slots=True)
class ReadToken:
    verifier: Verifier
    clock: Clock
    stage: str

    @property
    def issuer(self) -> str:
        return issuer_of(self.stage)

    def __call__(self, raw: str, kid: str) -> Mapping[str, Any]:
        key = self.verifier.find(kid)
        if key is None:
            raise Unauthenticated("Nobody here has the key of this token", code="token_unknown_key")
        claims = tokens.verify(raw, key.public_jwk, AUDIENCE)
        check_times(claims, self.clock.now())
        return claims
