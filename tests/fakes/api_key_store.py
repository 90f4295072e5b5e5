"""An API key store in memory."""

from dataclasses import dataclass, field

from nyqst.identity.model import ApiKey


@dataclass
class MemoryApiKeyStore:
    _keys: dict[str, ApiKey] = field(default_factory=dict)

    def find(self, sha256: str) -> ApiKey | None:
        return self._keys.get(sha256)

    def add(self, key: ApiKey) -> None:
        self._keys.setdefault(key.sha256, key)
