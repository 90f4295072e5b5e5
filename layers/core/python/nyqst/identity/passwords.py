"""Argon2 for passwords."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher


class Argon2Passwords:
    def hash(self, password: str) -> str:
        return _hasher().hash(password)

    def matches(self, kept: str | None, password: str) -> bool:
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return _hasher().verify(kept or _nobodys(), password) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


@cache
def _hasher() -> "PasswordHasher":
    """With the library's parameters: RFC 9106's for little memory."""
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobodys() -> str:
    """Compared with for an address that nobody has, so that it takes as long as one that is."""
    return _hasher().hash("")
