"""Endpoints: made, changed, removed, rotated; deliveries replayed."""

from dataclasses import replace

import pytest

from nyqst.errors import Conflict, InvalidInput, NotFound
from nyqst.identity.model.audit import AuditEntry
from nyqst.webhooks.endpoints import Alteration
from nyqst.webhooks.model.delivery import DeliveryStatus
from nyqst.webhooks.model.event import EventType
from nyqst.webhooks.ports import Answer
from tests.builders import a_caller, once
from tests.unit.nyqst.webhooks.hooks import TYPES, URL, Hooks


def trail(hooks: Hooks) -> list[AuditEntry]:
    return list(hooks.records.list(AuditEntry, 100, None, tenant_id="ten_a").items)


def test_a_secret_is_given_once() -> None:
    hooks = Hooks()
    first = hooks.endpoints.create(URL, TYPES, once())
    again = hooks.endpoints.create(URL, TYPES, once())
    assert str(first.secret).startswith("whsec_")
    assert (again.endpoint.id, again.secret) == (first.endpoint.id, None)


def test_no_trail_and_no_log_has_a_secret() -> None:
    hooks = Hooks()
    issued = hooks.add()
    rotated = hooks.endpoints.rotate(issued.endpoint.id)
    hooks.endpoints.remove(issued.endpoint.id)
    told = repr([*trail(hooks), issued.endpoint, rotated.endpoint])
    assert "whsec_" not in told
    assert len(trail(hooks)) == 3


def test_every_change_is_told_in_the_trail() -> None:
    hooks = Hooks()
    id_ = hooks.add().endpoint.id
    for change in (
        lambda: hooks.endpoints.alter(id_, Alteration(types=frozenset({EventType.RUN_FAILED}))),
        lambda: hooks.endpoints.rotate(id_),
        lambda: hooks.endpoints.remove(id_),
    ):
        hooks.clock.move(seconds=1)
        change()
    created, changed, rotated, removed = trail(hooks)
    assert (created.action, created.after["types"]) == (
        "webhook.created",
        "quota.alert run.finished",
    )
    assert (changed.before, changed.after) == (
        {"types": "quota.alert run.finished"},
        {"types": "run.failed"},
    )
    assert rotated.action == "webhook.secret_rotated"
    assert (removed.action, removed.after) == ("webhook.removed", {})


def test_an_alteration_that_changes_nothing_leaves_no_trace() -> None:
    hooks = Hooks()
    id_ = hooks.add().endpoint.id
    hooks.endpoints.alter(id_, Alteration(url=URL, enabled=True))
    assert len(trail(hooks)) == 1


@pytest.mark.parametrize("url", ["http://example.com/", "https://10.0.0.1/", "https://localhost/"])
def test_an_address_that_leads_inward_is_refused(url: str) -> None:
    hooks = Hooks()
    with pytest.raises(InvalidInput):
        hooks.add(url)
    id_ = hooks.add().endpoint.id
    with pytest.raises(InvalidInput):
        hooks.endpoints.alter(id_, Alteration(url=url))
    assert hooks.endpoints.get(id_).url == URL


def test_a_tenant_has_ten_and_another_when_one_goes() -> None:
    hooks = Hooks()
    made = [hooks.add() for _ in range(10)]
    with pytest.raises(Conflict) as refused:
        hooks.add()
    assert refused.value.code == "too_many_webhooks"
    hooks.endpoints.remove(made[0].endpoint.id)
    hooks.add()
    assert len(hooks.endpoints.list(100, None).items) == 10


def test_what_belongs_to_another_tenant_is_not_found() -> None:
    hooks = Hooks()
    id_ = hooks.add().endpoint.id
    others = replace(hooks.endpoints, caller=a_caller("ten_b"))
    for action in (others.get, others.remove, others.rotate, others.ping):
        with pytest.raises(NotFound):
            action(id_)
    assert others.list(100, None).items == ()


def test_a_rotation_that_is_asked_for_twice_happens_once() -> None:
    hooks = Hooks()
    id_ = hooks.add().endpoint.id
    first = hooks.endpoints.rotate(id_, once())
    again = hooks.endpoints.rotate(id_, once())
    assert (again.secret, again.endpoint) == (None, first.endpoint)


def test_what_was_given_up_is_sent_again_from_the_first_attempt_on() -> None:
    hooks = Hooks()
    issued = hooks.add()
    hooks.happen()
    hooks.outside.answers[URL] = Answer(410)
    hooks.deliver()
    (delivery,) = hooks.of(issued)
    hooks.outside.answers[URL] = Answer(500)
    replayed = hooks.log.replay(issued.endpoint.id, delivery.id)
    assert (replayed.status, replayed.tries) == (DeliveryStatus.PENDING, 0)
    hooks.try_for(minutes=3)
    hooks.outside.answers.clear()
    hooks.try_for(minutes=10)
    (delivery,) = hooks.of(issued)
    assert delivery.status is DeliveryStatus.DELIVERED
    assert [each.status for each in delivery.attempts][::3] == [410, 204]
    assert len({each.headers["webhook-id"] for each in hooks.outside.received}) == 1


def test_what_was_delivered_can_be_sent_again() -> None:
    hooks = Hooks()
    issued = hooks.add()
    hooks.happen()
    hooks.deliver()
    (delivery,) = hooks.of(issued)
    hooks.log.replay(issued.endpoint.id, delivery.id)
    hooks.deliver()
    assert len(hooks.outside.received) == 2


def test_what_is_on_its_way_is_not_sent_again() -> None:
    hooks = Hooks()
    issued = hooks.add()
    hooks.happen()
    (delivery,) = hooks.of(issued)
    with pytest.raises(Conflict) as refused:
        hooks.log.replay(issued.endpoint.id, delivery.id)
    assert refused.value.code == "delivery_pending"


def test_what_was_never_sent_is_not_sent_again() -> None:
    hooks = Hooks()
    with pytest.raises(NotFound) as refused:
        hooks.log.replay(hooks.add().endpoint.id, "dlv_x")
    assert refused.value.code == "delivery_not_found"
