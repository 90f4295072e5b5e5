"""The twin behind a socket, and the real SDK before it."""

from collections.abc import Iterator

import pytest
import stripe

from infra.local.stripe_twin.server import Serving, serving
from infra.local.stripe_twin.twin import Twin
from tests.fakes.clock import FixedClock
from tests.stripe_twin.over_http import client_at
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
def client(server: Serving) -> stripe.StripeClient:
    return client_at(server.url)


@pytest.fixture
def shop(client: stripe.StripeClient) -> Shop:
    return open_shop(client)
