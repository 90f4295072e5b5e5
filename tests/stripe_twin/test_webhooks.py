"""Events on their way: signed, late, twice, in another order, or not at all."""

import json
from dataclasses import replace
from typing import Any

import pytest
import stripe

from infra.local.stripe_twin.courier import Delivery, Endpoint
from infra.local.stripe_twin.server import Serving
from infra.local.stripe_twin.twin import Twin
from nyqst.clock import SystemClock
from tests.fakes.clock import FixedClock
from tests.receiver import receiving
from tests.stripe_twin.in_process import client_of

SECRET = "whsec_of_the_endpoint"
ENDPOINT = Endpoint("http://127.0.0.1:1/hook", (SECRET,))


@pytest.fixture
def twin() -> Twin:
    """On the real clock, for the SDK checks signatures against it."""
    return Twin(SystemClock())


def test_the_sdk_accepts_the_signature(twin: Twin, client: stripe.StripeClient) -> None:
    body, header = _first(twin, ENDPOINT)
    event = client.construct_event(body, header, SECRET)
    assert event.type == "customer.created"
    assert event.data.object["email"] == "ada@example.com"


@pytest.mark.parametrize("secret", ["whsec_new", "whsec_old"])
def test_while_secrets_are_changed_either_is_good(
    twin: Twin, client: stripe.StripeClient, secret: str
) -> None:
    body, header = _first(twin, replace(ENDPOINT, secrets=("whsec_new", "whsec_old")))
    assert client.construct_event(body, header, secret).type == "customer.created"


def test_a_changed_body_is_refused(twin: Twin, client: stripe.StripeClient) -> None:
    body, header = _first(twin, ENDPOINT)
    with pytest.raises(stripe.SignatureVerificationError):
        client.construct_event(json.dumps(json.loads(body)), header, SECRET)


def test_an_old_signature_is_refused(twin: Twin, client: stripe.StripeClient) -> None:
    delivery = _deliveries(twin, ENDPOINT)[0]
    body = twin.courier.body(delivery)
    header = twin.courier.headers(delivery, body, at=twin.account.now - 301)["Stripe-Signature"]
    with pytest.raises(stripe.SignatureVerificationError, match="tolerance"):
        client.construct_event(body, header, SECRET)


def test_a_thin_event_leads_to_its_object_as_it_is_now(
    twin: Twin, client: stripe.StripeClient
) -> None:
    body, header = _first(twin, replace(ENDPOINT, kind="thin"))
    told = client.parse_event_notification(body, header, SECRET)
    assert isinstance(told, stripe.events.V1CustomerCreatedEventNotification)
    assert told.fetch_related_object().email == "lovelace@example.com"
    assert told.fetch_event()["snapshot_event"] == twin.account.events[0].id


def test_a_thin_event_is_no_snapshot(twin: Twin, client: stripe.StripeClient) -> None:
    body, header = _first(twin, replace(ENDPOINT, kind="thin"))
    with pytest.raises(ValueError, match="thin event"):
        client.construct_event(body, header, SECRET)


def test_the_sdk_opens_the_envelope_of_eventbridge(twin: Twin, client: stripe.StripeClient) -> None:
    body, _ = _first(twin, replace(ENDPOINT, kind="eventbridge"))
    assert client.construct_event_without_verification(body).type == "customer.created"


def test_an_event_names_the_request_that_caused_it(twin: Twin) -> None:
    twin.courier.endpoints.append(ENDPOINT)
    key: stripe.RequestOptions = {"idempotency_key": "ten_1"}
    client_of(twin).v1.customers.create({"email": "ada@example.com"}, key)
    told = json.loads(twin.courier.body(twin.courier.waiting[0]))
    assert told["request"]["idempotency_key"] == "ten_1"


def test_events_are_posted_to_who_waits_for_them(twin: Twin, server: Serving) -> None:
    with receiving() as receiver:
        _deliveries(twin, replace(ENDPOINT, url=receiver.url))
        server.deliver()
    assert [json.loads(each.body)["type"] for each in receiver.received] == [
        "customer.created",
        "customer.updated",
        "customer.updated",
    ]
    assert "stripe-signature" in receiver.received[0].headers


def test_what_is_not_taken_comes_again(twin: Twin) -> None:
    _deliveries(twin, ENDPOINT)
    statuses = iter([500, 200, 200])
    assert twin.courier.deliver(lambda *_: next(statuses)) == 3
    assert twin.courier.deliver(lambda *_: 200) == 0
    twin.advance(60)
    assert twin.courier.deliver(lambda *_: 200) == 1


def test_what_is_never_taken_is_given_up(twin: Twin) -> None:
    _deliveries(twin, replace(ENDPOINT, types=("customer.created",)))
    for _ in range(4):
        twin.courier.deliver(lambda *_: 503)
        twin.advance(days=1)
    assert [each.event.type for each in twin.courier.given_up] == ["customer.created"]


def test_only_what_is_asked_for_is_sent(twin: Twin) -> None:
    sent = _deliveries(twin, replace(ENDPOINT, types=("customer.created",)))
    assert [each.event.type for each in sent] == ["customer.created"]


def test_deliveries_are_made_twice_on_demand(twin: Twin) -> None:
    twin.courier.faults.duplicate = 1.0
    sent = _deliveries(twin, ENDPOINT)
    assert len(sent) == 6
    assert len({each.event.id for each in sent}) == 3


def test_deliveries_are_dropped_on_demand(twin: Twin, client: stripe.StripeClient) -> None:
    twin.courier.faults.drop = 1.0
    assert _deliveries(twin, ENDPOINT) == []
    assert len(client.v1.events.list().data) == len(twin.courier.dropped) == 3


def test_deliveries_are_late_on_demand(twin: Twin) -> None:
    twin.courier.faults.delay_s = 3_600
    _deliveries(twin, ENDPOINT)
    early = twin.courier.deliver(lambda *_: 200)
    twin.advance(3_600)
    assert early + twin.courier.deliver(lambda *_: 200) == 3


def test_deliveries_are_shuffled_by_the_seed() -> None:
    first, again = _order(seed=7), _order(seed=7)
    assert first == again
    assert {tuple(_order(seed)) for seed in range(10)} > {tuple(first)}


def _order(seed: int) -> list[str]:
    twin = Twin(FixedClock(), seed)
    twin.courier.faults.is_shuffled = True
    _deliveries(twin, ENDPOINT)
    seen: list[Any] = []

    def take(_url: str, body: bytes, _headers: object) -> int:
        seen.append(json.loads(body)["data"]["object"]["email"])
        return 200

    twin.courier.deliver(take)
    return seen


def _first(twin: Twin, endpoint: Endpoint) -> tuple[bytes, str]:
    delivery = _deliveries(twin, endpoint)[0]
    body = twin.courier.body(delivery)
    return body, twin.courier.headers(delivery, body)["Stripe-Signature"]


def _deliveries(twin: Twin, endpoint: Endpoint) -> list[Delivery]:
    twin.courier.endpoints.append(endpoint)
    customers = client_of(twin).v1.customers
    made = customers.create({"email": "ada@example.com"})
    customers.update(made.id, {"email": "countess@example.com"})
    customers.update(made.id, {"email": "lovelace@example.com"})
    return list(twin.courier.waiting)
