"""Sending: signed, tried for a day, given up."""

import json

import pytest

from nyqst.errors import TooLarge
from nyqst.webhooks.announce import Announce
from nyqst.webhooks.endpoints import Alteration
from nyqst.webhooks.model.delivery import WAITS
from nyqst.webhooks.model.event import Event, EventType
from nyqst.webhooks.ports import Answer
from tests.builders import NOW
from tests.unit.nyqst.webhooks.hooks import DELIVERED, GIVEN_UP, PENDING, URL, Hooks


def test_what_happens_is_told_signed() -> None:
    hooks = Hooks()
    issued = hooks.add()
    event = hooks.happen()
    assert hooks.deliver() == {DELIVERED: 1}
    (received,) = hooks.outside.received
    assert received.path == URL
    assert received.is_signed_with(str(issued.secret))
    assert received.headers["webhook-id"] == event.id
    assert json.loads(received.body) == {
        "type": "run.finished",
        "timestamp": event.at.isoformat(),
        "data": {"number": 1},
    }


def test_what_an_endpoint_did_not_ask_for_it_is_not_told() -> None:
    hooks = Hooks()
    hooks.add()
    hooks.happen(EventType.RUN_FAILED)
    assert hooks.deliver() == {}


def test_another_tenants_events_are_not_told() -> None:
    hooks = Hooks()
    hooks.add()
    other = Event("ten_b", "evt_1", EventType.RUN_FINISHED, NOW, {})
    Announce(hooks.records, hooks.deliveries)(other)
    assert hooks.deliver() == {}


def test_the_same_event_is_told_once_to_each_endpoint() -> None:
    hooks = Hooks()
    hooks.add()
    hooks.add("https://other.example.com/")
    event = hooks.happen()
    Announce(hooks.records, hooks.deliveries)(event)
    assert hooks.deliver() == {DELIVERED: 2}
    assert hooks.deliver() == {}
    assert len({received.path for received in hooks.outside.received}) == 2


def test_an_event_that_is_too_large_is_refused() -> None:
    with pytest.raises(TooLarge):
        Event("ten_a", "evt_1", EventType.RUN_FINISHED, NOW, {"text": "x" * 20_000}).body()


@pytest.mark.parametrize("answer", [Answer(500), Answer(302), Answer(404), Answer(None, "timeout")])
def test_what_is_not_taken_is_tried_for_a_day_and_then_given_up(answer: Answer) -> None:
    hooks = Hooks()
    issued = hooks.add()
    hooks.happen()
    hooks.outside.answers[URL] = answer
    hooks.try_for(hours=23)
    (delivery,) = hooks.of(issued)
    assert delivery.status is PENDING
    hooks.try_for(hours=2)
    (delivery,) = hooks.of(issued)
    assert (delivery.status, delivery.next_at) == (GIVEN_UP, None)
    assert len(delivery.attempts) == len(WAITS) + 1
    assert {(each.status, each.error) for each in delivery.attempts} == {
        (answer.status, answer.error)
    }
    hooks.try_for(hours=12)
    assert len(hooks.outside.received) == len(WAITS) + 1


def test_every_attempt_has_the_same_id_and_body_and_a_time_of_its_own() -> None:
    hooks = Hooks()
    secret = str(hooks.add().secret)
    hooks.happen()
    hooks.outside.answers[URL] = Answer(500)
    hooks.try_for(hours=1)
    received = hooks.outside.received
    assert len({(each.headers["webhook-id"], each.body) for each in received}) == 1
    assert len({each.headers["webhook-timestamp"] for each in received}) == len(received) > 3
    assert all(each.is_signed_with(secret) for each in received)


def test_what_is_taken_in_the_end_is_delivered() -> None:
    hooks = Hooks()
    issued = hooks.add()
    hooks.happen()
    hooks.outside.answers[URL] = Answer(503, text="later")
    hooks.try_for(minutes=5)
    hooks.outside.answers.clear()
    hooks.try_for(minutes=30)
    (delivery,) = hooks.of(issued)
    assert delivery.status is DELIVERED
    assert [each.status for each in delivery.attempts][-2:] == [503, 204]
    assert delivery.attempts[0].answer == "later"


@pytest.mark.parametrize(("chance", "part"), [(0.0, 0.75), (0.5, 1.0), (1.0, 1.25)])
def test_waits_are_spread(chance: float, part: float) -> None:
    hooks = Hooks(chance=chance)
    issued = hooks.add()
    hooks.happen()
    hooks.outside.answers[URL] = Answer(500)
    hooks.deliver()
    (delivery,) = hooks.of(issued)
    assert delivery.next_at == hooks.clock.now() + WAITS[0] * part


def test_what_is_gone_is_not_tried_again() -> None:
    hooks = Hooks()
    hooks.add()
    hooks.happen()
    hooks.outside.answers[URL] = Answer(410)
    assert hooks.deliver() == {GIVEN_UP: 1}


def test_for_an_endpoint_that_was_removed_it_is_given_up() -> None:
    hooks = Hooks()
    issued = hooks.add()
    hooks.happen()
    hooks.endpoints.remove(issued.endpoint.id)
    assert hooks.deliver() == {GIVEN_UP: 1}
    (delivery,) = hooks.of(issued)
    assert delivery.attempts[0].error == "webhook_removed"
    assert hooks.outside.received == []


def test_for_an_endpoint_that_was_switched_off_it_is_given_up() -> None:
    hooks = Hooks()
    issued = hooks.add()
    hooks.happen()
    hooks.endpoints.alter(issued.endpoint.id, Alteration(enabled=False))
    hooks.happen()
    assert hooks.deliver() == {GIVEN_UP: 1}
    assert hooks.outside.received == []


def test_both_secrets_sign_for_a_day_after_a_rotation() -> None:
    hooks = Hooks()
    issued = hooks.add()
    rotated = hooks.endpoints.rotate(issued.endpoint.id)
    hooks.happen()
    hooks.deliver()
    hooks.clock.move(hours=24)
    hooks.happen()
    hooks.deliver()
    first, second = hooks.outside.received
    old, new = str(issued.secret), str(rotated.secret)
    assert (first.is_signed_with(old), first.is_signed_with(new)) == (True, True)
    assert (second.is_signed_with(old), second.is_signed_with(new)) == (False, True)


def test_one_that_does_not_answer_does_not_hold_up_the_others() -> None:
    hooks = Hooks()
    hooks.add()
    hooks.outside.answers[URL] = Answer(None, "timeout")
    for _ in range(60):
        hooks.happen()
    hooks.add("https://other.example.com/")
    hooks.happen()
    assert hooks.deliver()[DELIVERED] == 1
    tried = [each for each in hooks.outside.received if each.path == URL]
    assert len(tried) < 20


def test_what_gave_way_is_tried_later_and_has_lost_no_attempt() -> None:
    hooks = Hooks()
    issued = hooks.add()
    hooks.outside.answers[URL] = Answer(None, "timeout")
    for _ in range(60):
        hooks.happen()
    hooks.deliver()
    hooks.outside.answers.clear()
    hooks.try_for(minutes=10)
    assert {delivery.status for delivery in hooks.of(issued)} == {DELIVERED}
