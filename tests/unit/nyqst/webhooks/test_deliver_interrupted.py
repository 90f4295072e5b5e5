"""Two workers send a delivery once; where one dies it is sent all the same."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from nyqst.webhooks.deliver import DeliverDue
from nyqst.webhooks.standing import Standing
from tests.fakes.state_machine import Crash
from tests.simulation.interrupting import Calls, Interrupting, When
from tests.unit.nyqst.webhooks.hooks import DELIVERED, TYPES, URL, Hooks


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
