"""Fetches the published keys of an issuer."""

import urllib.request
from http.client import HTTPException
from typing import Any

from nyqst.errors import Unavailable

_TIMEOUT_S = 3
_MOST_BYTES = 256 * 1024


class OverTls(urllib.request.HTTPRedirectHandler):
    """Follows an issuer elsewhere, and never off TLS."""

    def redirect_request(self, *request: Any) -> urllib.request.Request | None:
        _check(request[-1])
        return super().redirect_request(*request)


def fetch_jwks(url: str) -> bytes:
    """Over TLS only: whoever can change these keys can be anybody."""
    _check(url)
    opener = urllib.request.build_opener(OverTls)
    try:
        with opener.open(url, timeout=_TIMEOUT_S) as answer:
            content: bytes = answer.read(_MOST_BYTES + 1)
    except (OSError, HTTPException) as error:
        raise Unavailable("An issuer does not answer", code="issuer_unavailable") from error
    if len(content) > _MOST_BYTES:
        raise Unavailable("An issuer's keys are too many", code="issuer_unavailable")
    return content


def _check(url: str) -> None:
    if not url.startswith("https://"):
        raise Unavailable("An issuer's keys are fetched over https", code="issuer_unavailable")
