"""The keys that access tokens are signed with, and how one follows the other.

    next ──► current ──► retired ──► gone

The next key is published a whole period before it signs, a retired one for as long as a token of
its may live, so nobody who keeps the set for a few minutes ever meets a key that they do not know.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

TOKEN_LASTS = timedelta(minutes=15)
RETIRED_FOR = timedelta(hours=1)
"""Longer than a token lasts and a set is kept, together."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    kid: str
    public_jwk: Mapping[str, str]
    private_pem: str = field(repr=False)
    retired_at: datetime | None = None

    def is_good(self, now: datetime) -> bool:
        return self.retired_at is None or now < self.retired_at + RETIRED_FOR


@dataclass(frozen=True, slots=True)
class KeySet:
    current: SigningKey
    next: SigningKey
    retired: tuple[SigningKey, ...] = ()

    def good(self, now: datetime) -> tuple[SigningKey, ...]:
        """Those whose signatures count."""
        return (self.current, self.next, *(key for key in self.retired if key.is_good(now)))

    def find(self, kid: str, now: datetime) -> SigningKey | None:
        return next((key for key in self.good(now) if key.kid == kid), None)


def rotated(keys: KeySet, fresh: SigningKey, now: datetime) -> KeySet:
    current = keys.current
    retiring = SigningKey(current.kid, current.public_jwk, current.private_pem, now)
    still = (key for key in keys.retired if key.is_good(now))
    return KeySet(current=keys.next, next=fresh, retired=(retiring, *still))
