"""Users. A person with two tenants is two users with two addresses."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from nyqst.errors import InvalidInput
from nyqst.identity.model.caller import Role

MAX_EMAIL = 254
_SHORTEST, _LONGEST = 12, 200
_EMAIL = re.compile(r"[^\s@#]+@[^\s@#.]+(\.[^\s@#.]+)+")


class UserStatus(StrEnum):
    ACTIVE = "active"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class User:
    tenant_id: str
    id: str
    email: str
    name: str
    role: Role
    created_at: datetime
    status: UserStatus = UserStatus.ACTIVE
    signed_out_at: datetime | None = None
    """Sessions that began before are over."""


@dataclass(frozen=True, slots=True)
class EmailAddress:
    """Takes the address for one user of the whole stage, and tells whose it is."""

    email: str
    tenant_id: str
    user_id: str


@dataclass(frozen=True, slots=True)
class Password:
    """Apart from the user, so that no list of users carries it."""

    tenant_id: str
    user_id: str
    hash: str = field(repr=False)
    changed_at: datetime


def check_password(password: str, email: str) -> None:
    """Long is what makes it hard to guess; rules about its characters do not."""
    if not _SHORTEST <= len(password) <= _LONGEST or password.strip().lower() == email:
        raise InvalidInput(
            f"A password has {_SHORTEST} to {_LONGEST} characters and is not the e-mail address",
            code="password_too_weak",
            field="password",
        )


def clean_email(given: str) -> str:
    """In the one form that is compared and kept."""
    email = given.strip().lower()
    if len(email) > MAX_EMAIL or not _EMAIL.fullmatch(email):
        raise InvalidInput("This is not an e-mail address", code="invalid_email", field="email")
    return email
