"""Access tokens of our own: for a session, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nyqst.clock import Clock
from nyqst.errors import Unauthenticated
from nyqst.identity import tokens
from nyqst.identity.keys import KeptKeys
from nyqst.identity.model.session import Session
from nyqst.identity.model.signing import TOKEN_LASTS
from nyqst.identity.model.token import check_times

AUDIENCE = "nyqst"


@dataclass(frozen=True, slots=True)
class AccessTokens:
    keys: KeptKeys
    clock: Clock
    stage: str

    @property
    def issuer(self) -> str:
        return f"urn:nyqst:{self.stage}"

    def issue(self, session: Session) -> str:
        now = int(self.clock.now().timestamp())
        claims = {
            "iss": self.issuer,
            "aud": AUDIENCE,
            "sub": session.user_id,
            "tid": session.tenant_id,
            "sid": session.id,
            "iat": now,
            "exp": now + int(TOKEN_LASTS.total_seconds()),
        }
        return tokens.sign(claims, self.keys.all().current)

    def read(self, raw: str, kid: str) -> Mapping[str, Any]:
        key = self.keys.find(kid)
        if key is None:
            raise Unauthenticated("Nobody here has the key of this token", code="token_unknown_key")
        claims = tokens.verify(raw, key.public_jwk, AUDIENCE)
        check_times(claims, self.clock.now())
        return claims
