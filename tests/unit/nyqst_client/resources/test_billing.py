import json
from itertools import islice

import httpx
import pytest

from nyqst_client.errors import UnexpectedAnswer
from tests.unit.nyqst_client.bought import (
    EVENTS,
    NOT_BOUGHT,
    SUBSCRIPTION,
    answers,
    history,
    stream,
)
from tests.unit.nyqst_client.fake_service import Drip, FakeService, problem


def test_a_checkout_is_asked_for_once_however_often_it_is_sent() -> None:
    service = FakeService()
    opened = {"id": "cs_1", "checkout_url": "https://pay.example/cs_1"}
    service.faults += [problem(503, "unavailable"), *answers(opened)]
    assert service.client().billing.checkout("team", seats=2).checkout_url == opened["checkout_url"]
    first, again = service.requests
    assert first.headers["idempotency-key"] == again.headers["idempotency-key"]
    assert json.loads(first.content) == {"plan": "team", "interval": "month", "seats": 2}


def test_a_portal_without_an_address_is_no_portal() -> None:
    service = FakeService()
    service.faults += answers({})
    with pytest.raises(UnexpectedAnswer):
        service.client().billing.portal()


def test_the_history_is_read_to_its_end() -> None:
    service = FakeService()
    many = [{**EVENTS[0], "seq": seq} for seq in range(1, 502)]
    service.faults += answers(history(*many[:500]), history(*many[500:]))
    found = list(service.client().billing.history("ten_a"))
    assert [event.seq for event in found] == list(range(1, 502))
    assert [request.url.params.get("after") for request in service.requests] == [None, "500"]


def test_the_stream_goes_on_where_it_was_cut() -> None:
    service = FakeService()
    for segment in (EVENTS[:1], EVENTS[1:]):
        service.faults.append(httpx.Response(200, stream=Drip(stream(segment))))
    found = list(islice(service.client().billing.follow(), 2))
    assert [event.data for event in found] == EVENTS
    assert [request.headers.get("last-event-id") for request in service.requests] == [None, "1"]
    assert {request.url.path for request in service.requests} == {"/v1/billing/stream"}


def test_a_stream_in_which_nothing_happens_shows_that_it_lives() -> None:
    service = FakeService()
    pieces = [b": heartbeat\n\n", *stream(EVENTS[:1])]
    service.faults.append(httpx.Response(200, stream=Drip(pieces)))
    nothing, event = islice(service.client().billing.signs(), 2)
    assert nothing is None
    assert event is not None
    assert event.type == "subscription.started"


def test_a_quiet_stream_is_come_back_to_for_as_long_as_it_is_followed() -> None:
    service = FakeService()
    for _ in range(50):
        service.faults.append(httpx.Response(200, stream=Drip([b": heartbeat\n\n"])))
    service.faults.append(httpx.Response(200, stream=Drip(stream(EVENTS[:1]))))
    assert next(service.client().billing.follow()).seq == 1


def test_what_of_a_subscription_is_not_named_is_not_sent() -> None:
    service = FakeService()
    service.faults += answers(SUBSCRIPTION)
    service.client().subscriptions.alter("ten_a", auto_renew=False)
    assert json.loads(service.requests[0].content) == {"auto_renew": False}


def test_a_plan_is_changed_at_the_time_that_is_asked_for() -> None:
    service = FakeService()
    service.faults += answers(SUBSCRIPTION, SUBSCRIPTION)
    subscriptions = service.client().subscriptions
    subscriptions.change_plan("ten_a", "team")
    subscriptions.change_plan("ten_a", "team", "year", at_period_end=True)
    assert [json.loads(request.content) for request in service.requests] == [
        {"plan": "team", "interval": "month", "timing": "immediate"},
        {"plan": "team", "interval": "year", "timing": "period_end"},
    ]


def test_a_tenant_that_has_bought_nothing_has_no_subscription() -> None:
    service = FakeService()
    service.faults += answers(NOT_BOUGHT)
    overview = service.client().billing.overview()
    assert (overview.subscription, overview.invoices, overview.plan) == (None, (), "sandbox")
