"""Secrets that strangers bring: what is kept is a hash, and whose it is."""

import hashlib
import secrets
from dataclasses import dataclass
from enum import StrEnum


class CredentialKind(StrEnum):
    """Also what the raw secret begins with, so that a leaked one can be recognised."""

    API_KEY = "nyq"
    INVITATION = "nyqi"


@dataclass(frozen=True, slots=True)
class Credential:
    """Tells the tenant, which a raw secret does not; everything else stands under the tenant."""

    kind: CredentialKind
    sha256: str
    tenant_id: str
    id: str
    user_id: str = ""
    """Of an API key: whose rights it has."""


def new_secret(kind: CredentialKind) -> str:
    return f"{kind}_{secrets.token_urlsafe(32)}"


def secret_sha256(raw: str) -> str:
    """A fast hash is enough: the secret is 256 bits of chance, not a password."""
    return hashlib.sha256(raw.encode()).hexdigest()
