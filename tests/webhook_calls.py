"""The webhook's handler as Lambda calls it, and what it calls before it acknowledges."""

import base64
from collections import Counter
from datetime import datetime
from typing import Any

from functions.stripe_webhook.handler import handle
from nyqst.bootstrap import Platform
from nyqst.clock import SystemClock
from tests.stripe_signing import an_event, stripe_signature, written


def request(body: bytes, signature: str | None, *, encoded: bool = False) -> dict[str, Any]:
    headers = {"content-type": "application/json"}
    if signature is not None:
        headers["stripe-signature"] = signature
    text = base64.b64encode(body).decode() if encoded else body.decode()
    return {"headers": headers, "body": text, "isBase64Encoded": encoded}


def deliver(body: bytes, *secrets: str, at: datetime | None = None, encoded: bool = False) -> Any:
    signature = stripe_signature(body, at or SystemClock().now(), *secrets)
    return handle(request(body, signature, encoded=encoded), None)


def calls_before_ack(stage: Platform, *secrets: str) -> Counter[str]:
    """Of a function that has been called before, by operation; what is refused makes none."""
    deliver(written(an_event("evt_warm")), *secrets)
    calls: Counter[str] = Counter()
    client = stage.app_table._client
    client.meta.events.register("before-call", lambda model, **_: calls.update([model.name]))
    answer = deliver(written(an_event("evt_counted")), *secrets)
    return calls if answer["statusCode"] == 200 else Counter()
