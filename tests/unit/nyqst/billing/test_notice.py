"""What is read out of an event, in each of the shapes that one may come in."""

from datetime import UTC, datetime
from typing import Any

import pytest

from nyqst.billing.model.notice import Notice, notice_of, read_notice
from nyqst.errors import InvalidInput
from tests.stripe_signing import an_event, written

CREATED = datetime.fromtimestamp(1_795_000_000, UTC)


def about(subject: dict[str, Any], **changes: Any) -> Notice:
    return notice_of(an_event(data={"object": subject}, **changes))


def test_of_a_subscription_it_names_subscription_and_customer() -> None:
    assert read_notice(written(an_event())) == Notice(
        "evt_1",
        "customer.subscription.updated",
        CREATED,
        "sub_1",
        "cus_1",
        "sub_1",
        "2026-10-28.endive",
    )


def test_of_an_invoice_it_names_the_subscription_under_its_parent() -> None:
    parent = {"type": "subscription_details", "subscription_details": {"subscription": "sub_1"}}
    found = about({"id": "in_1", "object": "invoice", "customer": "cus_1", "parent": parent})
    assert (found.object_id, found.customer_id, found.subscription_id) == ("in_1", "cus_1", "sub_1")


def test_of_an_older_invoice_it_names_the_subscription_within_it() -> None:
    found = about({"id": "in_1", "object": "invoice", "subscription": "sub_1"})
    assert found.subscription_id == "sub_1"


def test_what_is_given_as_a_whole_object_is_named_by_its_id() -> None:
    found = about({"id": "cs_1", "customer": {"id": "cus_1", "object": "customer"}})
    assert found.customer_id == "cus_1"


def test_a_customer_is_its_own() -> None:
    assert about({"id": "cus_1", "object": "customer"}).customer_id == "cus_1"


def test_a_payment_method_that_was_detached_names_whose_it_was() -> None:
    data = {
        "object": {"id": "pm_1", "object": "payment_method", "customer": None},
        "previous_attributes": {"customer": "cus_1"},
    }
    assert notice_of(an_event(data=data)).customer_id == "cus_1"


def test_an_invoice_to_come_has_no_id() -> None:
    assert about({"object": "invoice", "customer": "cus_1"}).object_id is None


def test_a_thin_event_is_known_by_its_related_object() -> None:
    thin = {
        "id": "evt_2",
        "object": "v2.core.event",
        "type": "v1.customer.subscription.updated",
        "created": "2026-11-20T12:00:00.000Z",
        "related_object": {"id": "sub_1", "type": "subscription", "url": "/v1/subscriptions/sub_1"},
    }
    assert notice_of(thin) == Notice(
        "evt_2",
        "customer.subscription.updated",
        datetime(2026, 11, 20, 12, tzinfo=UTC),
        "sub_1",
        None,
        "sub_1",
    )


def test_a_thin_event_and_its_whole_one_are_the_same_event() -> None:
    thin = {
        "id": "evt_thin",
        "object": "v2.core.event",
        "type": "v1.invoice.paid",
        "created": "2026-11-20T12:00:00.000Z",
        "snapshot_event": "evt_whole",
    }
    assert notice_of(thin).event_id == "evt_whole"


def test_an_event_in_the_envelope_of_eventbridge_is_the_same() -> None:
    assert notice_of({"detail-type": "x", "detail": an_event()}) == notice_of(an_event())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"[]",
        b"null",
        b"{}",
        written({"object": "event", "id": "evt_1"}),
        written(an_event(event_id="")),
        written(an_event(event_id="e" * 256)),
        written(an_event(type=7)),
        written(an_event(object="customer")),
        written(an_event(created=None)),
        written(an_event(created="yesterday")),
        written(an_event(created=10**30)),
        written(an_event(created=True)),
    ],
)
def test_what_is_no_event_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_notice(body)
    assert caught.value.code == "event_malformed"


def test_an_event_whose_object_is_missing_is_known_by_itself() -> None:
    assert notice_of(an_event(data=None)).object_id is None
