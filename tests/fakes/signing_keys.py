"""Signing keys in memory."""

from dataclasses import dataclass, field

from nyqst.identity.model.signing import KeySet, PublicKey


@dataclass
class MemorySigningKeys:
    reads: int = 0
    _accepted: str | None = None
    _proposed: dict[str, KeySet] = field(default_factory=dict)

    def current(self) -> KeySet | None:
        self.reads += 1
        return self._proposed[self._accepted] if self._accepted else None

    def propose(self, version: str, keys: KeySet) -> None:
        self._proposed.setdefault(version, keys)

    def proposed(self, version: str) -> KeySet:
        return self._proposed[version]

    def accept(self, version: str) -> None:
        self._accepted = version


@dataclass
class MemoryPublicKeys:
    reads: int = 0
    _keys: tuple[PublicKey, ...] = ()

    def published(self) -> tuple[PublicKey, ...]:
        self.reads += 1
        return self._keys

    def publish(self, keys: tuple[PublicKey, ...]) -> None:
        self._keys = keys
