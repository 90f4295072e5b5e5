"""Where a tenant wants to be told of what."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from nyqst.webhooks.model.event import EventType

MAX_ENDPOINTS = 10
"""Of one tenant."""
OVERLAP = timedelta(hours=24)
"""How long the secret that was replaced signs beside the new one."""
MOST_GIVEN_UP = 3
"""Deliveries in a row, each tried for a day; then the endpoint is switched off."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What signing needs is not in its `repr`, and so in no log and no trail."""

    tenant_id: str
    id: str
    url: str
    types: frozenset[EventType]
    created_at: datetime
    secret: str = field(repr=False)
    old_secret: str | None = field(default=None, repr=False)
    old_secret_until: datetime | None = None
    enabled: bool = True
    given_up: int = 0
    """Deliveries in a row."""

    def secrets(self, now: datetime) -> Sequence[str]:
        """Those in force, the newest first."""
        old = self.old_secret
        if old is None or self.old_secret_until is None or now >= self.old_secret_until:
            return (self.secret,)
        return (self.secret, old)

    def wants(self, type_: EventType) -> bool:
        return self.enabled and type_ in self.types


@dataclass(frozen=True, slots=True)
class EndpointCount:
    """Of a tenant: changed with its endpoints, so that no two make the last one at once."""

    tenant_id: str
    count: int
