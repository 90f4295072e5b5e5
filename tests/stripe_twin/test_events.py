"""The list of events, for what was never delivered."""

import stripe

from infra.local.stripe_twin.twin import Twin
from tests.fakes.clock import FixedClock
from tests.stripe_twin.shop import Shop


def test_events_are_paged_to_the_last(client: stripe.StripeClient, twin: Twin) -> None:
    for number in range(23):
        client.v1.customers.create({"email": f"{number}@example.com"})
    seen = [event.id for event in client.v1.events.list({"limit": 10}).auto_paging_iter()]
    assert seen == [event.id for event in reversed(twin.account.events)]
    assert len(seen) == 23


def test_events_are_paged_backwards(client: stripe.StripeClient) -> None:
    for number in range(5):
        client.v1.customers.create({"email": f"{number}@example.com"})
    found = client.v1.events.list().data
    page = client.v1.events.list({"ending_before": found[3].id, "limit": 2})
    assert [event.id for event in page.data] == [found[1].id, found[2].id]
    assert page.has_more


def test_events_are_found_by_type(shop: Shop) -> None:
    shop.subscribe(shop.customer())
    events = shop.client.v1.events.list({"types": ["invoice.paid", "customer.created"]}).data
    assert [event.type for event in events] == ["invoice.paid", "customer.created"]


def test_events_are_found_by_time(client: stripe.StripeClient, clock: FixedClock) -> None:
    client.v1.customers.create({"email": "ada@example.com"})
    clock.move(hours=1)
    since = int(clock.now().timestamp())
    client.v1.customers.create({"email": "bob@example.com"})
    [event] = client.v1.events.list({"created": {"gte": since}}).data
    assert event.data.object["email"] == "bob@example.com"


def test_events_are_kept_for_thirty_days(client: stripe.StripeClient, clock: FixedClock) -> None:
    client.v1.customers.create({"email": "ada@example.com"})
    clock.move(days=30)
    assert client.v1.events.list().data == []


def test_an_event_keeps_what_was_when_it_happened(client: stripe.StripeClient) -> None:
    made = client.v1.customers.create({"email": "ada@example.com"})
    client.v1.customers.update(made.id, {"email": "countess@example.com"})
    updated, created = client.v1.events.list().data
    assert created.data.object["email"] == "ada@example.com"
    assert updated.data["previous_attributes"]["email"] == "ada@example.com"


def test_a_change_of_nothing_is_no_event(client: stripe.StripeClient) -> None:
    made = client.v1.customers.create({"email": "ada@example.com"})
    client.v1.customers.update(made.id, {"email": "ada@example.com"})
    assert [event.type for event in client.v1.events.list().data] == ["customer.created"]


def test_thin_events_are_paged_to_the_last(client: stripe.StripeClient, twin: Twin) -> None:
    for number in range(7):
        client.v1.customers.create({"email": f"{number}@example.com"})
    found = client.v2.core.events.list({"limit": 3}).auto_paging_iter()
    assert [event.snapshot_event for event in found] == [
        event.id for event in reversed(twin.account.events)
    ]


def test_the_upcoming_invoice_has_no_id(shop: Shop, clock: FixedClock) -> None:
    shop.subscribe(shop.customer())
    clock.move(days=23)
    [event] = shop.client.v1.events.list({"type": "invoice.upcoming"}).data
    assert "id" not in event.data.object
    assert event.data.object["amount_due"] == 2_900
