"""What identity needs of its store."""

from typing import Protocol

from nyqst.identity.model import ApiKey


class ApiKeyStore(Protocol):
    def find(self, sha256: str) -> ApiKey | None: ...

    def add(self, key: ApiKey) -> None: ...
