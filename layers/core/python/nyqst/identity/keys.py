"""Signing keys: kept for a short while, and replaced one by the other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from nyqst.clock import Clock
from nyqst.errors import Unavailable
from nyqst.identity.model.signing import KeySet, PublicKey, SigningKey, rotated, together
from nyqst.identity.ports import PublicKeys, SigningKeys

_KEPT = timedelta(minutes=5)
_READ_AGAIN_AFTER = timedelta(seconds=10)
"""When a token names a key that is not in the set that is kept."""

Keys = TypeVar("Keys")


@dataclass
class _Kept(Generic[Keys]):
    read: Callable[[], Keys | None]
    clock: Clock
    _keys: Keys | None = None
    _read_at: datetime | None = None

    def at_most(self, age: timedelta) -> Keys:
        now = self.clock.now()
        if not self._keys or self._read_at is None or now - self._read_at >= age:
            self._keys, self._read_at = self.read(), now
        if not self._keys:
            raise Unavailable("There are no signing keys yet", code="no_signing_keys")
        return self._keys


@dataclass
class Signer:
    """For who makes tokens."""

    source: SigningKeys
    clock: Clock
    _kept: _Kept[KeySet] = field(init=False)

    def __post_init__(self) -> None:
        self._kept = _Kept(self.source.current, self.clock)

    def current(self) -> SigningKey:
        return self._kept.at_most(_KEPT).current


@dataclass
class Verifier:
    """For who reads tokens, without the means to make one."""

    source: PublicKeys
    clock: Clock
    _kept: _Kept[tuple[PublicKey, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self._kept = _Kept(self.source.published, self.clock)

    def good(self, at_most: timedelta = _KEPT) -> tuple[PublicKey, ...]:
        """Those whose signatures count."""
        now = self.clock.now()
        return tuple(key for key in self._kept.at_most(at_most) if key.is_good(now))

    def find(self, kid: str) -> PublicKey | None:
        return _named(kid, self.good()) or _named(kid, self.good(_READ_AGAIN_AFTER))


def _named(kid: str, keys: tuple[PublicKey, ...]) -> PublicKey | None:
    return next((key for key in keys if key.kid == kid), None)


@dataclass(frozen=True, slots=True)
class RotateKeys:
    """In two steps, as Secrets Manager asks for; `version` names the attempt, which may be
    repeated."""

    source: SigningKeys
    public: PublicKeys
    clock: Clock
    make_key: Callable[[], SigningKey]

    def propose(self, version: str) -> None:
        keys = self.source.current()
        fresh = self.make_key()
        following = (
            rotated(keys, fresh, self.clock.now()) if keys else KeySet(fresh, self.make_key())
        )
        self.source.propose(version, following)

    def accept(self, version: str) -> None:
        """Published first and last, so that wherever it breaks off, what signs is published."""
        following = self.source.proposed(version)
        self.public.publish(together(self.source.current(), following))
        self.source.accept(version)
        self.public.publish(following.public)
