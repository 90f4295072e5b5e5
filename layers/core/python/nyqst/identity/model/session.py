"""Sessions: what a user who signed in holds, and how its refresh tokens follow one another.

A refresh token names its session and carries two secrets. The family's stays the same as long as
the session lasts, the turn's is good once. Whoever shows the right family with a turn that is over
shows a stolen token, or was robbed of one: either way the session ends.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from nyqst.errors import Unauthenticated
from nyqst.identity.model.credential import secret_sha256

LASTS = timedelta(days=30)
"""From signing in, however often it is refreshed."""
_MARK = "nyqr"
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Session:
    tenant_id: str
    user_id: str
    id: str
    family_sha256: str = field(repr=False)
    turn_sha256: str = field(repr=False)
    created_at: datetime
    expires_at: datetime
    refreshed_at: datetime | None = None
    ended_at: datetime | None = None
    end: str | None = None
    """Why it ended: `signed_out` or `reused`."""

    def is_of(self, token: "RefreshToken") -> bool:
        return hmac.compare_digest(self.family_sha256, secret_sha256(token.family))

    def is_turn_of(self, token: "RefreshToken") -> bool:
        return hmac.compare_digest(self.turn_sha256, secret_sha256(token.turn))

    def check(self, signed_out_at: datetime | None, now: datetime) -> None:
        """That it is not over: `signed_out_at` is when its user last ended all sessions."""
        if self.ended_at or (signed_out_at and self.created_at < signed_out_at):
            raise Unauthenticated("This session has ended; sign in again", code="session_ended")
        if self.expires_at <= now:
            raise Unauthenticated("This session is too old; sign in again", code="session_expired")


@dataclass(frozen=True, slots=True)
class RefreshToken:
    tenant_id: str
    user_id: str
    session_id: str
    family: str = field(repr=False)
    turn: str = field(repr=False)

    def raw(self) -> str:
        parts = (self.tenant_id, self.user_id, self.session_id, self.family, self.turn)
        return ".".join((_MARK, *parts))


def new_turn() -> str:
    return secrets.token_urlsafe(32)


def read_refresh_token(raw: str) -> RefreshToken | None:
    mark, *parts = raw.split(".")
    if len(raw) > _LONGEST or mark != _MARK or len(parts) != 5 or not all(parts):
        return None
    return RefreshToken(*parts)
