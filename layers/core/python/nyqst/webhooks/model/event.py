"""What a webhook tells."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from nyqst.errors import TooLarge

MAX_BODY_BYTES = 20_000
Data = Mapping[str, str | int | None]


class EventType(StrEnum):
    RUN_FINISHED = "run.finished"
    RUN_FAILED = "run.failed"
    """Or was cancelled: it will deliver nothing."""
    CLARIFICATION_NEEDED = "clarification.needed"
    QUOTA_ALERT = "quota.alert"
    PING = "ping"
    """Sent when it is asked for, whatever an endpoint is there for."""


@dataclass(frozen=True, slots=True)
class Event:
    tenant_id: str
    id: str
    """By which a receiver knows it again, however often it comes."""
    type: EventType
    at: datetime
    data: Data

    def body(self) -> str:
        """As it is signed and sent, each time the same."""
        told = {"type": self.type.value, "timestamp": self.at.isoformat(), "data": self.data}
        body = json.dumps(told, separators=(",", ":"), default=dict)
        if len(body) > MAX_BODY_BYTES:
            raise TooLarge(f"A {self.type} event of {len(body)} bytes", code="event_too_large")
        return body
