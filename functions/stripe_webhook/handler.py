"""Takes Stripe's webhooks at an address of their own: checked, put aside, acknowledged."""

import base64
import json
from typing import Any

from nyqst.bootstrap import platform
from nyqst.errors import NyqstError, Refused
from nyqst.http.problem_names import MEDIA_TYPE, PROBLEM_TYPE
from nyqst.telemetry import Metric, count, logger, observed

Answer = dict[str, Any]


@observed
def handle(event: dict[str, Any], _context: object) -> Answer:
    """`event` is what a function URL hands over, with names of headers in lower case."""
    try:
        new = platform().billing.receive(event["headers"].get("stripe-signature"), _body(event))
    except NyqstError as error:
        return _refused(error)
    count(Metric.BILLING_EVENTS_RECEIVED, int(new))
    return _answer(200, "application/json", {"received": True})


def _body(event: dict[str, Any]) -> bytes:
    """To the byte: read and written again, it would not be what was signed."""
    body: str = event.get("body") or ""
    return base64.b64decode(body) if event.get("isBase64Encoded") else body.encode()


def _refused(error: NyqstError) -> Answer:
    """Whatever it is, Stripe sends it again; what is not its fault, it is told to."""
    status = 400 if isinstance(error, Refused) else 503
    logger().warning(error.message, extra={"code": error.code})
    told = {"type": PROBLEM_TYPE + error.code, "status": status, "code": error.code}
    return _answer(status, MEDIA_TYPE, {**told, "detail": error.message})


def _answer(status: int, media_type: str, body: dict[str, Any]) -> Answer:
    return {
        "statusCode": status,
        "headers": {"content-type": media_type},
        "body": json.dumps(body),
    }
