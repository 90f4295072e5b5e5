"""API keys."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ApiKey:
    id: str
    name: str
    prefix: str
    scopes: tuple[str, ...]
    user_id: str
    created_at: datetime
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    """To the hour."""
    revoked_at: datetime | None = None
    replaced_by: str | None = None
    key: str | None = field(default=None, repr=False)
    """The key itself, in the answer to its creation or rotation alone."""
