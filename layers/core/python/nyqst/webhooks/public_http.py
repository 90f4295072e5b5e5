"""Posts to an address that anybody can reach, and to no other. Redirects are answers like any."""

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nyqst.errors import InvalidInput, Unavailable
from nyqst.outward.exchange import Exchange, Request, Resolve, resolve
from nyqst.outward.target import Address, is_public
from nyqst.webhooks.model.delivery import MAX_ANSWER
from nyqst.webhooks.model.target import webhook_rules
from nyqst.webhooks.ports import Answer

_TOTAL_S = 12


@dataclass(frozen=True, slots=True)
class PublicPost:
    """`nyqst.webhooks.ports.Post`."""

    loopback: bool = False
    """Whether this machine may be posted to, over http."""
    resolve: Resolve = resolve
    is_public: Callable[[Address], bool] = is_public
    total_s: float = _TOTAL_S
    tls: ssl.SSLContext | None = None
    """None for the system's own trust."""

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        rules = webhook_rules(loopback=self.loopback)
        exchange = Exchange(rules, self.total_s, self.resolve, self.is_public, self.tls)
        try:
            response = exchange(Request(url, "POST", headers, body, most=MAX_ANSWER * 4))
        except (InvalidInput, Unavailable) as error:
            return Answer(None, error.code)
        text = response.body.decode("utf-8", "replace")[:MAX_ANSWER]
        return Answer(response.status, None, text)
