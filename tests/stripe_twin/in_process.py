"""The real SDK on a twin without a socket, for simulations of many schedules."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import stripe

from infra.local.stripe_twin.faults import NoAnswer
from infra.local.stripe_twin.twin import Asked, Twin

KEY = "sk_test_twin"


def client_of(twin: Twin, *, retries: int = 0) -> stripe.StripeClient:
    return stripe.StripeClient(KEY, http_client=_Line(twin), max_network_retries=retries)


class _Line(stripe.HTTPClient):
    name = "twin"

    def __init__(self, twin: Twin) -> None:
        super().__init__()
        self._twin = twin

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        *,
        _usage: list[str] | None = None,
    ) -> tuple[str, int, Mapping[str, str]]:
        parts = urlsplit(url)
        asked = Asked(
            method=method.upper(),
            path=parts.path,
            query=parts.query,
            body=post_data or "",
            headers={name.lower(): value for name, value in (headers or {}).items()},
        )
        try:
            answer = self._twin.handle(asked)
        except NoAnswer:
            lost = stripe.APIConnectionError("no answer", should_retry=True)  # type: ignore[no-untyped-call]
            raise lost from None
        told = {name.lower(): value for name, value in answer.headers.items()}
        return json.dumps(answer.body), answer.status, told

    def _sleep_time_seconds(self, num_retries: int) -> float:
        """No schedule waits for real."""
        return 0.0

    def close(self) -> None:
        """Nothing is open."""
