"""Whether a body is what Stripe has signed: HMAC-SHA256 over time and body, as it came.

Made here because the SDK takes longer to import than everything else that takes a webhook together.
"""

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from nyqst.errors import Unauthenticated

TOLERANCE = timedelta(minutes=5)
"""Between the time that is signed and ours, either way: what was overheard is soon of no use."""
_SCHEME = "v1"


def check_signature(header: str | None, body: bytes, secrets: Sequence[str], now: datetime) -> None:
    """Any secret and any signature will do: while a secret is replaced there are two of each."""
    if not header:
        raise Unauthenticated("This is not signed", code="signature_missing")
    timestamp = _timestamp(header)
    age_s = now.timestamp() - timestamp
    if age_s > TOLERANCE.total_seconds():
        raise Unauthenticated("This was signed too long ago", code="signature_too_old")
    if -age_s > TOLERANCE.total_seconds():
        raise Unauthenticated("This is signed for the future", code="signature_in_future")
    given = list(_values(header, _SCHEME))
    expected = [signature(secret, timestamp, body) for secret in secrets]
    if not any(hmac.compare_digest(each, wanted) for each in given for wanted in expected):
        raise Unauthenticated("No signature of ours fits this body", code="signature_invalid")


def signature(secret: str, timestamp: int, body: bytes) -> bytes:
    signed = b"%d.%b" % (timestamp, body)
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest().encode()


def _timestamp(header: str) -> int:
    written = next(_values(header, "t"), b"")
    # Sixteen digits are more than any time that there is, and few enough to count with.
    if not written.isdigit() or len(written) > 16:
        raise Unauthenticated("This signature has no time", code="signature_malformed")
    return int(written)


def _values(header: str, name: str) -> Iterator[bytes]:
    for part in header.split(","):
        key, _, value = part.strip().partition("=")
        if key == name:
            yield value.encode()
