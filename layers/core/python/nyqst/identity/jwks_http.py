"""Fetches the published keys of an issuer."""

import urllib.request
from http.client import HTTPException

from nyqst.errors import Unavailable

_TIMEOUT_S = 3
_MOST_BYTES = 256 * 1024


def fetch_jwks(url: str) -> bytes:
    """Over TLS only: whoever can change these keys can be anybody."""
    if not url.startswith("https://"):
        raise Unavailable("An issuer's keys are fetched over https", code="issuer_unavailable")
    try:
        with urllib.request.urlopen(url, timeout=_TIMEOUT_S) as answer:  # noqa: S310
            content: bytes = answer.read(_MOST_BYTES + 1)
    except (OSError, HTTPException) as error:
        raise Unavailable("An issuer does not answer", code="issuer_unavailable") from error
    if len(content) > _MOST_BYTES:
        raise Unavailable("An issuer's keys are too many", code="issuer_unavailable")
    return content
