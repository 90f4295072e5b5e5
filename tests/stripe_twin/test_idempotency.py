"""One key, one effect."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import stripe

from infra.local.stripe_twin.server import Serving
from infra.local.stripe_twin.twin import Twin
from tests.fakes.clock import FixedClock
from tests.stripe_twin.over_http import client_at
from tests.stripe_twin.shop import Shop

KEY: stripe.RequestOptions = {"idempotency_key": "ten_1-customer"}


def test_a_repeated_key_answers_as_before(client: stripe.StripeClient) -> None:
    first = client.v1.customers.create({"email": "ada@example.com"}, KEY)
    again = client.v1.customers.create({"email": "ada@example.com"}, KEY)
    assert again.id == first.id
    assert len(client.v1.customers.list().data) == 1


def test_a_replay_says_that_it_is_one(client: stripe.StripeClient) -> None:
    client.v1.customers.create({"email": "ada@example.com"}, KEY)
    again = client.v1.customers.create({"email": "ada@example.com"}, KEY)
    assert again.last_response is not None
    assert again.last_response.headers["idempotent-replayed"] == "true"


def test_a_key_with_other_parameters_is_refused(client: stripe.StripeClient) -> None:
    client.v1.customers.create({"email": "ada@example.com"}, KEY)
    with pytest.raises(stripe.IdempotencyError):
        client.v1.customers.create({"email": "bob@example.com"}, KEY)


def test_a_key_can_be_used_anew_after_a_day(client: stripe.StripeClient, clock: FixedClock) -> None:
    first = client.v1.customers.create({"email": "ada@example.com"}, KEY)
    clock.move(hours=25)
    later = client.v1.customers.create({"email": "ada@example.com"}, KEY)
    assert later.id != first.id


def test_what_was_refused_for_its_parameters_can_be_put_right(
    client: stripe.StripeClient, shop: Shop
) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.subscriptions.create({"customer": "cus_unknown"}, KEY)
    customer = shop.customer()
    made = client.v1.subscriptions.create(
        {"customer": customer, "items": [{"price": shop.small}]}, KEY
    )
    assert made.status == "active"


def test_requests_at_once_under_one_key_are_done_once(server: Serving) -> None:
    def create(_: int) -> str:
        return client_at(server.url).v1.customers.create({"email": "ada@example.com"}, KEY).id

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(create, range(8)))) == 1


def test_a_lost_answer_is_found_again_by_its_key(twin: Twin, server: Serving) -> None:
    twin.faults.enqueue("lost")
    patient = client_at(server.url, retries=2)
    made = patient.v1.customers.create({"email": "ada@example.com"})
    assert [each.id for each in patient.v1.customers.list().data] == [made.id]


def test_under_another_key_a_lost_answer_is_done_twice(
    twin: Twin, client: stripe.StripeClient
) -> None:
    twin.faults.enqueue("lost")
    with pytest.raises(stripe.APIConnectionError):
        client.v1.customers.create({"email": "ada@example.com"})
    client.v1.customers.create({"email": "ada@example.com"})
    assert len(client.v1.customers.list().data) == 2


def test_a_failure_after_execution_began_is_kept_by_its_key(
    twin: Twin, client: stripe.StripeClient
) -> None:
    twin.faults.enqueue("broken")
    for _ in range(2):
        with pytest.raises(stripe.APIError):
            client.v1.customers.create({"email": "ada@example.com"}, KEY)
    assert client.v1.customers.list().data == []


def test_a_failure_before_execution_began_is_not(twin: Twin, client: stripe.StripeClient) -> None:
    twin.faults.enqueue("unavailable")
    with pytest.raises(stripe.APIError):
        client.v1.customers.create({"email": "ada@example.com"}, KEY)
    assert client.v1.customers.create({"email": "ada@example.com"}, KEY).id
