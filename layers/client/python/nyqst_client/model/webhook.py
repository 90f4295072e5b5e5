"""Webhooks, and what became of their deliveries."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Webhook:
    id: str
    url: str
    types: tuple[str, ...]
    created_at: datetime
    enabled: bool = True
    given_up: int = 0
    """Deliveries in a row."""
    old_secret_until: datetime | None = None
    secret: str | None = field(default=None, repr=False)
    """In the answer to its creation or rotation alone."""


@dataclass(frozen=True, slots=True)
class Attempt:
    at: datetime
    status: int | None = None
    error: str | None = None
    answer: str = ""
    took_ms: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    id: str
    event_id: str
    """Sent as `webhook-id`."""
    type: str
    status: str
    created_at: datetime
    attempts: tuple[Attempt, ...]
    body: str
    next_at: datetime | None = None
