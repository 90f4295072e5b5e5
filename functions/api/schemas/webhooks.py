"""Webhooks on the wire."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field, StrictBool

from nyqst.webhooks.endpoints import Issued
from nyqst.webhooks.model.delivery import Attempt, Delivery, DeliveryStatus
from nyqst.webhooks.model.endpoint import Endpoint
from nyqst.webhooks.model.event import EventType

Subscribed = Literal[
    EventType.RUN_FINISHED,
    EventType.RUN_FAILED,
    EventType.CLARIFICATION_NEEDED,
    EventType.QUOTA_ALERT,
]


class WebhookCreate(BaseModel):
    url: str
    """Over https, to an address that anybody can reach."""
    types: set[Subscribed] = Field(min_length=1)


class WebhookAlter(BaseModel):
    """What is left out stays as it is."""

    url: str | None = None
    types: set[Subscribed] | None = Field(default=None, min_length=1)
    enabled: StrictBool | None = None


class WebhookView(BaseModel):
    id: str
    url: str
    types: frozenset[EventType]
    created_at: datetime
    enabled: bool
    """Switched off by the service when three deliveries in a row were given up."""
    given_up: int
    """Deliveries in a row."""
    old_secret_until: datetime | None
    """Until then the secret before the last rotation signs as well."""

    @classmethod
    def of(cls, endpoint: Endpoint) -> "WebhookView":
        return cls.model_validate(endpoint, from_attributes=True)


class WebhookIssued(WebhookView):
    secret: str | None
    """Shown this once. Null in the answer to a repeated request: rotate it to see another."""

    @classmethod
    def issued(cls, issued: Issued) -> "WebhookIssued":
        shown = WebhookView.of(issued.endpoint)
        return cls(**shown.model_dump(), secret=issued.secret)


class AttemptView(BaseModel):
    at: datetime
    status: int | None
    """Of the answer; null when there was none."""
    error: str | None
    """Why there was none."""
    answer: str
    """Its beginning."""
    took_ms: int

    @classmethod
    def of(cls, attempt: Attempt) -> "AttemptView":
        return cls.model_validate(attempt, from_attributes=True)


class DeliveryView(BaseModel):
    id: str
    event_id: str
    """Sent as `webhook-id`, the same in every attempt and replay."""
    type: EventType
    status: DeliveryStatus
    created_at: datetime
    next_at: datetime | None
    attempts: list[AttemptView]
    body: str
    """As it is signed and sent."""

    @classmethod
    def of(cls, delivery: Delivery) -> "DeliveryView":
        return cls(
            id=delivery.id,
            event_id=delivery.event_id,
            type=delivery.type,
            status=delivery.status,
            created_at=delivery.created_at,
            next_at=delivery.next_at,
            attempts=[AttemptView.of(attempt) for attempt in delivery.attempts],
            body=delivery.body,
        )
