"""Who is asking."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_KEY_MARK = "nyq"
_PREFIX_LENGTH = 12


class Role(StrEnum):
    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"
    VIEWER = "viewer"


class Scope(StrEnum):
    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Caller:
    """Every use case that touches a tenant's data takes one; its tenant is the only one it sees."""

    tenant_id: str
    user_id: str
    workspace_id: str
    role: Role
    scopes: frozenset[Scope]


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is kept: the hash, never the key."""

    sha256: str
    prefix: str
    """The first characters, to tell keys apart in a list."""
    caller: Caller
    name: str
    created_at: datetime
    revoked_at: datetime | None = None


def new_raw_key() -> str:
    return f"{_KEY_MARK}_{secrets.token_urlsafe(32)}"


def key_prefix(raw: str) -> str:
    return raw[:_PREFIX_LENGTH]


def key_sha256(raw: str) -> str:
    """A fast hash is enough: the key is 256 bits of chance, not a password."""
    return hashlib.sha256(raw.encode()).hexdigest()
