"""What Stripe's webhooks are signed with, each part of which a test may spoil."""

import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

SECRET = "whsec_test"


def stripe_signature(body: bytes, at: datetime, *secrets: str, scheme: str = "v1") -> str:
    """The header, as Stripe's documentation describes it."""
    timestamp = int(at.timestamp())
    parts = [f"t={timestamp}"]
    for secret in secrets or (SECRET,):
        signed = f"{timestamp}.".encode() + body
        digest = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
        parts.append(f"{scheme}={digest}")
    return ",".join(parts)


def an_event(event_id: str = "evt_1", **changes: Any) -> dict[str, Any]:
    subject = {"id": "sub_1", "object": "subscription", "customer": "cus_1", "status": "active"}
    made = {
        "id": event_id,
        "object": "event",
        "type": "customer.subscription.updated",
        "created": 1_795_000_000,
        "api_version": "2026-10-28.endive",
        "data": {"object": subject},
    }
    return {**made, **changes}


def written(event: Any) -> bytes:
    return json.dumps(event).encode()
