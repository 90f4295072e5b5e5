"""Endpoints that take nothing are switched off."""

import json

from nyqst.identity.model.audit import AuditEntry
from nyqst.webhooks.endpoints import Alteration
from nyqst.webhooks.ports import Answer
from tests.unit.nyqst.webhooks.hooks import DELIVERED, URL, Hooks


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


def test_a_ping_reaches_an_endpoint_that_is_switched_off_and_forgives_nothing() -> None:
    hooks = Hooks()
    endpoint_id = hooks.add().endpoint.id
    give_up(hooks, 3)
    hooks.outside.answers.clear()
    hooks.endpoints.ping(endpoint_id)
    assert hooks.deliver() == {DELIVERED: 1}
    assert json.loads(hooks.outside.received[-1].body)["type"] == "ping"
    assert not hooks.endpoints.get(endpoint_id).enabled
