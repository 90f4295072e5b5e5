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
class PublicKey:
    kid: str
    public_jwk: Mapping[str, str]
    retired_at: datetime | None = None

    def is_good(self, now: datetime) -> bool:
        return self.retired_at is None or now < self.retired_at + RETIRED_FOR


@dataclass(frozen=True, slots=True)
class SigningKey:
    kid: str
    public_jwk: Mapping[str, str]
    private_pem: str = field(repr=False)
    retired_at: datetime | None = None

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.kid, self.public_jwk, self.retired_at)


@dataclass(frozen=True, slots=True)
class KeySet:
    current: SigningKey
    next: SigningKey
    retired: tuple[SigningKey, ...] = ()

    @property
    def public(self) -> tuple[PublicKey, ...]:
        """All that verifying takes."""
        return tuple(key.public for key in (self.current, self.next, *self.retired))


def rotated(keys: KeySet, fresh: SigningKey, now: datetime) -> KeySet:
    current = keys.current
    retiring = SigningKey(current.kid, current.public_jwk, current.private_pem, now)
    still = (key for key in keys.retired if key.public.is_good(now))
    return KeySet(current=keys.next, next=fresh, retired=(retiring, *still))


def together(before: KeySet | None, after: KeySet) -> tuple[PublicKey, ...]:
    """While nobody can say which of the two is in force: what still signs is not retired."""
    keys = {key.kid: key for key in (*after.public, *(before.public if before else ()))}
    return tuple(keys.values())
