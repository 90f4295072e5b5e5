"""An alert is recorded once and told at least once, wherever its worker dies."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from nyqst.alerts.model.alert import Alert
from nyqst.alerts.notice import NoticeThresholds
from nyqst.alerts.tell import TellAlerts
from nyqst.errors import Unavailable
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
