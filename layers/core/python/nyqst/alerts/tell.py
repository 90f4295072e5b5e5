"""Tells of alerts whoever listens. An alert is marked when all of them have heard it.

Who dies in between leaves it unmarked, and it is told again: at least once, under one id.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from nyqst.alerts.ports import AlertListener, AlertStore
from nyqst.clock import Clock
from nyqst.errors import NyqstError

_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class TellAlerts:
    alerts: AlertStore
    listeners: Sequence[AlertListener]
    clock: Clock

    def __call__(self) -> int:
        """How many were told. One that cannot be told keeps no other waiting."""
        told = 0
        failed: list[NyqstError] = []
        for alert in self.alerts.untold(_AT_ONCE):
            try:
                for listener in self.listeners:
                    listener.hear(alert)
                self.alerts.mark_told(alert, self.clock.now())
            except NyqstError as error:
                failed.append(error)
            else:
                told += 1
        if failed:
            raise failed[0]
        return told
