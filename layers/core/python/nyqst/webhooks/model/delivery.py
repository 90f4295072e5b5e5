"""One event on its way to one endpoint."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from nyqst.ids import dated_id
from nyqst.webhooks.model.endpoint import Endpoint
from nyqst.webhooks.model.event import Event, EventType

MAX_ANSWER = 500
"""Characters of an answer that are kept."""
MAX_ATTEMPTS_SHOWN = 30
LEASE = timedelta(minutes=1)
"""Longer than a request may take. Whoever dies with one leaves it to the next after that."""
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60, 120, 240, 360, 600))
"""Between one attempt and the next: about a day together."""
_POSTPONED = timedelta(minutes=2)
_GONE = 410


class DeliveryStatus(StrEnum):
    PENDING = "pending"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Attempt:
    at: datetime
    status: int | None
    """None when there was no answer."""
    error: str | None
    """Why there was none, as a code."""
    answer: str
    """The beginning of it."""
    took_ms: int

    @property
    def succeeded(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Delivery:
    tenant_id: str
    endpoint_id: str
    id: str
    event_id: str
    type: EventType
    body: str
    created_at: datetime
    next_at: datetime | None
    """When it is tried next; None when it is not."""
    status: DeliveryStatus = DeliveryStatus.PENDING
    attempts: tuple[Attempt, ...] = ()
    tries: int = 0
    """Since it was last asked for."""
    version: int = 0
    """Goes up with every change."""

    def claimed(self, now: datetime) -> "Delivery":
        return replace(self, next_at=now + LEASE)

    def postponed(self, now: datetime) -> "Delivery":
        """Not tried, and not counted as if it had been."""
        return replace(self, next_at=now + _POSTPONED)

    def after(self, attempt: Attempt, chance: float) -> "Delivery":
        """`chance`, from 0 to 1, spreads the next attempts of those that failed together."""
        tried = replace(
            self,
            attempts=(*self.attempts, attempt)[-MAX_ATTEMPTS_SHOWN:],
            tries=self.tries + 1,
            next_at=None,
        )
        if attempt.succeeded:
            return replace(tried, status=DeliveryStatus.DELIVERED)
        if attempt.status == _GONE or self.tries >= len(WAITS):
            return replace(tried, status=DeliveryStatus.GIVEN_UP)
        wait = WAITS[self.tries] * (0.75 + chance / 2)
        return replace(tried, next_at=attempt.at + wait)

    def given_up(self, attempt: Attempt) -> "Delivery":
        """Without any further attempt."""
        tried = self.after(attempt, 0)
        return replace(tried, status=DeliveryStatus.GIVEN_UP, next_at=None)

    def asked_again(self, now: datetime) -> "Delivery":
        return replace(self, status=DeliveryStatus.PENDING, tries=0, next_at=now)


def delivery_of(event: Event, endpoint: Endpoint) -> Delivery:
    """The same however often it is made."""
    which = f"{endpoint.id}|{event.id}".encode()
    return Delivery(
        event.tenant_id,
        endpoint.id,
        dated_id("dlv", event.at, which),
        event.id,
        event.type,
        event.body(),
        event.at,
        next_at=event.at,
    )
