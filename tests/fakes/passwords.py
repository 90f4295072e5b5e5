"""Passwords that are hashed quickly."""

from dataclasses import dataclass, field

from nyqst.artifacts.model import sha256_of


@dataclass
class QuickPasswords:
    compared: list[str | None] = field(default_factory=list)
    """The hashes that something was compared with."""

    def hash(self, password: str) -> str:
        return sha256_of(password.encode())

    def matches(self, kept: str | None, password: str) -> bool:
        self.compared.append(kept)
        return kept is not None and kept == self.hash(password)
