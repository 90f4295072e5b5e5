"""The twin behind a socket, and the real SDK before it."""

from collections.abc import Iterator

import pytest
import stripe

from infra.local.stripe_twin.server import Serving, serving
from infra.local.stripe_twin.twin import Twin
from tests.fakes.clock import FixedClock
from tests.stripe_twin.in_process import KEY
from tests.stripe_twin.shop import Shop, open_shop


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def twin(clock: FixedClock) -> Twin:
    return Twin(clock)


@pytest.fixture
def server(twin: Twin) -> Iterator[Serving]:
    with serving(twin) as started:
        yield started


@pytest.fixture
def client(server: Serving) -> Iterator[stripe.StripeClient]:
    made = client_at(server.url)
    yield made
    made._requestor._get_http_client().close()


@pytest.fixture
def shop(client: stripe.StripeClient) -> Shop:
    return open_shop(client)


def client_at(url: str, *, version: str | None = None, retries: int = 0) -> stripe.StripeClient:
    return stripe.StripeClient(
        KEY,
        base_addresses={"api": url},
        max_network_retries=retries,
        stripe_version=version,
        http_client=stripe.RequestsClient(timeout=5),
    )
