"""API keys. The raw key is shown once and kept nowhere."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from nyqst.identity.model.caller import Scope

NOTICED_EVERY = timedelta(hours=1)
"""How much `last_used_at` may lag: a write for every request would cost more than the request."""
OVERLAP = timedelta(hours=24)
"""How long a rotated key still works, so that it can be replaced everywhere."""
_PREFIX_LENGTH = 12


@dataclass(frozen=True, slots=True)
class ApiKey:
    tenant_id: str
    id: str
    user_id: str
    workspace_id: str
    name: str
    prefix: str
    """The first characters, to tell keys apart in a list."""
    scopes: frozenset[Scope]
    created_at: datetime
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None
    replaced_by: str | None = None

    def has_expired(self, now: datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= now

    def use_is_news(self, now: datetime) -> bool:
        return self.last_used_at is None or now - self.last_used_at >= NOTICED_EVERY


def key_prefix(raw: str) -> str:
    return raw[:_PREFIX_LENGTH]
