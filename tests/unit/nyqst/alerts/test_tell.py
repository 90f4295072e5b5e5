"""An alert is recorded once and told at least once, wherever its worker dies."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from nyqst.alerts.model.alert import Alert
from nyqst.alerts.notice import NoticeThresholds
from nyqst.alerts.tell import TellAlerts
from nyqst.billing.alert_history import AlertHistory
from nyqst.billing.log import log_of
from nyqst.errors import Unavailable
from nyqst.events.follow import page
from nyqst.events.model import Batch, LogName
from tests.fakes.event_store import MemoryEventStore
from tests.fakes.state_machine import Crash
from tests.simulation.interrupting import Calls, Interrupting, When
from tests.unit.nyqst.alerts.tenants import RUNS, Using


@dataclass
class Listener:
    deaf_to: frozenset[int] = frozenset()
    heard: list[Alert] = field(default_factory=list)

    def hear(self, alert: Alert) -> None:
        if alert.threshold in self.deaf_to:
            raise Unavailable("Nobody answers")
        self.heard.append(alert)


def test_everybody_hears_of_it_and_it_is_marked() -> None:
    using, listeners = Using(), [Listener(), Listener()]
    using.use(8)
    using.look()
    tell = TellAlerts(using.alerts, listeners, using.clock)
    assert (tell(), tell()) == (1, 0)
    (alert,) = using.made
    assert alert.told_at == using.clock.now()
    assert [[heard.id for heard in each.heard] for each in listeners] == [[alert.id], [alert.id]]


def test_one_that_cannot_be_told_keeps_no_other_waiting_and_is_told_later() -> None:
    using, listener = Using(), Listener(frozenset({50}))
    using.use(5)
    using.look()
    using.use(3)
    using.look()
    tell = TellAlerts(using.alerts, [listener], using.clock)
    with pytest.raises(Unavailable):
        tell()
    assert [alert.threshold for alert in listener.heard] == [80]
    listener.deaf_to = frozenset()
    assert tell() == 1
    assert [alert.threshold for alert in listener.heard] == [80, 50]


@dataclass
class Watching:
    """From a meter that has counted to everybody's knowing of it, by stores that may fail."""

    using: Using
    calls: Calls
    heard: Listener = field(default_factory=Listener)

    def work(self) -> None:
        alerts: Any = Interrupting(self.using.alerts, "alerts", self.calls)
        meters: Any = Interrupting(self.using.meters, "meters", self.calls)
        records: Any = Interrupting(self.using.records, "records", self.calls)
        listener: Any = Interrupting(self.heard, "listener", self.calls)
        u = self.using
        NoticeThresholds(u.catalog, meters, alerts, records, u.clock).look(RUNS)
        TellAlerts(alerts, [listener, listener], u.clock)()


def watching(calls: Calls) -> Watching:
    using = Using()
    using.use(9)
    return Watching(using, calls)


def every_point() -> list[tuple[int, When]]:
    undisturbed = watching(Calls())
    undisturbed.work()
    numbers = range(1, len(undisturbed.calls.names) + 1)
    return [(number, when) for number in numbers for when in ("before", "after")]


@pytest.mark.parametrize("point", every_point())
def test_whoever_dies_the_next_one_finds_it_recorded_once_and_tells_it(
    point: tuple[int, When],
) -> None:
    crashed = []

    def once(number: int, when: When) -> None:
        if (number, when) == point:
            crashed.append(point)
            raise Crash

    watched = watching(Calls(once))
    with pytest.raises(Crash):
        watched.work()
    watched.using.clock.move(minutes=1)
    watched.work()
    (alert,) = watched.using.made
    assert crashed == [point]
    assert alert.threshold == 90
    assert alert.told_at is not None
    assert {heard.id for heard in watched.heard.heard} == {alert.id}
    assert 2 <= len(watched.heard.heard) <= 4


def test_a_history_has_an_alert_once_however_often_it_is_told() -> None:
    using, events = Using(), MemoryEventStore()
    using.use(8)
    using.look()
    (alert,) = using.made
    history = AlertHistory(events, using.clock)
    history.hear(alert)
    history.hear(alert)
    found, _ = page(events, log_of(alert.tenant_id), 0, 10)
    (told,) = [json.loads(each.json) for each in found]
    assert (told["type"], told["id"], told["data"]["used"]) == ("quota.alert", alert.id, 8)


def test_who_writes_the_history_at_the_same_time_loses_nothing() -> None:
    using = Using()
    using.use(8)
    using.look()
    (alert,) = using.made
    log = log_of(alert.tenant_id)

    class Busy(MemoryEventStore):
        def append(self, log: LogName, batch: Batch) -> bool:
            if self.head(log).seq == 0:
                super().append(log, Batch(1, (b'{"type":"invoice.paid"}',), 0, "tok_other"))
            return super().append(log, batch)

    events = Busy()
    AlertHistory(events, using.clock).hear(alert)
    found, _ = page(events, log, 0, 10)
    types = [json.loads(each.json)["type"] for each in found]
    assert types == ["invoice.paid", "quota.alert"]
