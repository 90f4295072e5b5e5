"""The public keys of other issuers, kept for a while."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from nyqst.clock import Clock
from nyqst.errors import Unavailable
from nyqst.identity.model.token import Issuer

_KEPT = timedelta(hours=1)
_READ_AGAIN_AFTER = timedelta(minutes=1)
"""When a token names an unknown key. Strangers can have it read no more often."""
_TRIED_AGAIN_AFTER = timedelta(seconds=10)
"""When an issuer did not answer: until then everybody is told so without waiting for it."""
_MOST_KEYS = 100

Jwks = Mapping[str, Mapping[str, Any]]


@dataclass
class KeptIssuerKeys:
    """One set for each issuer that the stage trusts, so it does not grow."""

    fetch: Callable[[str], bytes]
    clock: Clock
    _kept: dict[str, tuple[datetime, Jwks]] = field(default_factory=dict)
    _failed: dict[str, datetime] = field(default_factory=dict)

    def find(self, issuer: Issuer, kid: str) -> Mapping[str, Any] | None:
        found = self._at_most(issuer.jwks_url, _KEPT).get(kid)
        return found or self._at_most(issuer.jwks_url, _READ_AGAIN_AFTER).get(kid)

    def _at_most(self, url: str, age: timedelta) -> Jwks:
        now = self.clock.now()
        read_at, keys = self._kept.get(url, (None, {}))
        if read_at is None or now - read_at >= age:
            keys = self._fetched(url, now)
            self._kept[url] = now, keys
        return keys

    def _fetched(self, url: str, now: datetime) -> Jwks:
        failed_at = self._failed.get(url)
        if failed_at is not None and now - failed_at < _TRIED_AGAIN_AFTER:
            raise Unavailable("An issuer did not answer just now", code="issuer_unavailable")
        try:
            return _read(self.fetch(url))
        except Unavailable:
            self._failed[url] = now
            raise


def _read(content: bytes) -> Jwks:
    try:
        keys = json.loads(content)["keys"]
        return {str(key["kid"]): key for key in keys[:_MOST_KEYS] if "kid" in key}
    except (ValueError, KeyError, TypeError) as error:
        raise Unavailable("An issuer's keys cannot be read", code="issuer_unavailable") from error
