"""Access tokens: what they say, and when it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from nyqst.errors import Unauthenticated

LEEWAY = timedelta(seconds=30)
"""By how much the clocks of an issuer and ours may differ."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """Whose tokens are taken. The defaults are what Cognito and Clerk call these claims."""

    issuer: str
    audience: str
    jwks_url: str
    email_claim: str = "email"
    """Tells the user, who must be known here by that address."""
    verified_claim: str = "email_verified"
    """Must be true. Empty where the issuer lets nobody have an address that is not theirs."""
    tenant_claim: str = ""
    """Where there is one, it must name the user's tenant."""


def check_times(claims: Mapping[str, Any], now: datetime) -> None:
    moment = now.timestamp()
    times = {name: claims.get(name) for name in ("exp", "nbf", "iat")}
    if any(
        isinstance(time, bool) or not isinstance(time, int | float | None)
        for time in times.values()
    ):
        raise Unauthenticated("This token's times are not numbers", code="token_malformed")
    if times["exp"] is None:
        raise Unauthenticated("This token never ends", code="token_malformed")
    if times["exp"] <= moment - LEEWAY.total_seconds():
        raise Unauthenticated("This token has expired", code="token_expired")
    begins = max(times["nbf"] or 0, times["iat"] or 0)
    if begins > moment + LEEWAY.total_seconds():
        raise Unauthenticated("This token is not good yet", code="token_not_yet_valid")


def check_begun(claims: Mapping[str, Any], signed_out_at: datetime | None) -> None:
    """That it is younger than the end of all its user's sessions; one that says no age is not."""
    if signed_out_at is not None and (claims.get("iat") or 0) < signed_out_at.timestamp():
        raise Unauthenticated("This session has ended; sign in again", code="session_ended")
