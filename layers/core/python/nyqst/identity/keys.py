"""Signing keys: kept for a short while, and replaced one by the other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from nyqst.clock import Clock
from nyqst.errors import Unavailable
from nyqst.identity.model.signing import KeySet, SigningKey, rotated
from nyqst.identity.ports import SigningKeys

_KEPT = timedelta(minutes=5)
_READ_AGAIN_AFTER = timedelta(seconds=10)
"""When a token names a key that is not in the set that is kept."""


@dataclass
class KeptKeys:
    source: SigningKeys
    clock: Clock
    _keys: KeySet | None = None
    _read_at: datetime | None = field(default=None)

    def all(self) -> KeySet:
        return self._at_most(_KEPT)

    def find(self, kid: str) -> SigningKey | None:
        now = self.clock.now()
        return self.all().find(kid, now) or self._at_most(_READ_AGAIN_AFTER).find(kid, now)

    def _at_most(self, age: timedelta) -> KeySet:
        now = self.clock.now()
        if self._keys is None or self._read_at is None or now - self._read_at >= age:
            self._keys, self._read_at = self.source.current(), now
        if self._keys is None:
            raise Unavailable("There are no signing keys yet", code="no_signing_keys")
        return self._keys


@dataclass(frozen=True, slots=True)
class RotateKeys:
    """In two steps, as Secrets Manager asks for; `version` names the attempt, which may be
    repeated."""

    source: SigningKeys
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
        self.source.accept(version)
