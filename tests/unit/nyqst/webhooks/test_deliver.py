"""Sending: signed, tried for a day, given up, claimed by one worker at a time."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from nyqst.errors import TooLarge
from nyqst.identity.model.audit import AuditEntry
from nyqst.webhooks.announce import Announce
from nyqst.webhooks.deliver import DeliverDue
from nyqst.webhooks.endpoints import Alteration
from nyqst.webhooks.model.delivery import WAITS, DeliveryStatus
from nyqst.webhooks.model.event import Event, EventType
from nyqst.webhooks.ports import Answer
from nyqst.webhooks.standing import Standing
from tests.builders import NOW
from tests.fakes.state_machine import Crash
from tests.simulation.interrupting import Calls, Interrupting, When
from tests.unit.nyqst.webhooks.hooks import TYPES, URL, Hooks

DELIVERED, GIVEN_UP, PENDING = (
    DeliveryStatus.DELIVERED,
    DeliveryStatus.GIVEN_UP,
    DeliveryStatus.PENDING,
)


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


def give_up(hooks: Hooks, times: int) -> None:
    hooks.outside.answers[URL] = Answer(410)
    for _ in range(times):
        hooks.happen()
        hooks.deliver()


def disabled_entries(hooks: Hooks) -> list[AuditEntry]:
    found = hooks.records.list(AuditEntry, 100, None, tenant_id="ten_a").items
    return [entry for entry in found if entry.action == "webhook.disabled"]


def test_after_three_given_up_in_a_row_the_endpoint_is_switched_off_and_the_trail_tells() -> None:
    hooks = Hooks()
    endpoint_id = hooks.add().endpoint.id
    give_up(hooks, 2)
    assert hooks.endpoints.get(endpoint_id).enabled
    give_up(hooks, 1)
    assert not hooks.endpoints.get(endpoint_id).enabled
    (entry,) = disabled_entries(hooks)
    assert (entry.actor, entry.subject) == ("system", endpoint_id)


def test_one_that_is_taken_between_begins_the_row_anew() -> None:
    hooks = Hooks()
    endpoint_id = hooks.add().endpoint.id
    give_up(hooks, 2)
    hooks.outside.answers.clear()
    hooks.happen()
    hooks.deliver()
    give_up(hooks, 2)
    assert hooks.endpoints.get(endpoint_id).enabled


def test_who_switches_it_on_again_begins_the_row_anew() -> None:
    hooks = Hooks()
    endpoint_id = hooks.add().endpoint.id
    give_up(hooks, 3)
    hooks.endpoints.alter(endpoint_id, Alteration(enabled=True))
    give_up(hooks, 2)
    assert hooks.endpoints.get(endpoint_id).enabled


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


def test_a_ping_reaches_an_endpoint_that_is_switched_off_and_forgives_nothing() -> None:
    hooks = Hooks()
    endpoint_id = hooks.add().endpoint.id
    give_up(hooks, 3)
    hooks.outside.answers.clear()
    hooks.endpoints.ping(endpoint_id)
    assert hooks.deliver() == {DELIVERED: 1}
    assert json.loads(hooks.outside.received[-1].body)["type"] == "ping"
    assert not hooks.endpoints.get(endpoint_id).enabled


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


def test_two_workers_send_it_once() -> None:
    hooks = Hooks()
    hooks.add()
    hooks.happen()
    due = hooks.deliveries.due(hooks.clock.now(), 10)

    class SeesWhatTheOtherSees:
        def __getattr__(self, name: str) -> Any:
            return getattr(hooks.deliveries, name)

        def due(self, _now: object, _limit: int) -> object:
            return due

    late: Any = SeesWhatTheOtherSees()
    assert hooks.deliver() == {DELIVERED: 1}
    assert replace(hooks.deliver, deliveries=late)() == {}
    assert len(hooks.outside.received) == 1


def worker(hooks: Hooks, calls: Calls) -> DeliverDue:
    deliveries: Any = Interrupting(hooks.deliveries, "deliveries", calls)
    records: Any = Interrupting(hooks.records, "records", calls)
    post = calls.wrap("post", hooks.outside)
    standing = Standing(records, hooks.clock)
    return DeliverDue(deliveries, records, standing, post, hooks.clock, lambda: 0.5)


def waiting() -> Hooks:
    hooks = Hooks()
    hooks.add(URL, TYPES)
    hooks.happen()
    return hooks


def every_point() -> list[tuple[int, When]]:
    calls = Calls()
    worker(waiting(), calls)()
    return [(n, when) for n in range(1, len(calls.names) + 1) for when in ("before", "after")]


@pytest.mark.parametrize("point", every_point())
def test_wherever_a_worker_dies_it_is_delivered_within_minutes_under_one_id(
    point: tuple[int, When],
) -> None:
    def once(number: int, when: When) -> None:
        if (number, when) == point:
            raise Crash

    hooks = waiting()
    with pytest.raises(Crash):
        worker(hooks, Calls(once))()
    hooks.clock.move(minutes=1)
    hooks.deliver()
    assert hooks.deliveries.due(hooks.clock.now() + timedelta(days=1), 10) == ()
    assert {each.headers["webhook-id"] for each in hooks.outside.received} == {"evt_1"}
    assert 1 <= len(hooks.outside.received) <= 2
