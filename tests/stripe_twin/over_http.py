"""The real SDK, told where the twin listens."""

import stripe

from tests.stripe_twin.in_process import KEY

_TIMEOUT_S = 5


def client_at(url: str, *, version: str | None = None, retries: int = 0) -> stripe.StripeClient:
    return stripe.StripeClient(
        KEY,
        base_addresses={"api": url},
        max_network_retries=retries,
        stripe_version=version,
        http_client=stripe.RequestsClient(timeout=_TIMEOUT_S),
    )
