"""Asks again for events that were given up, once what they failed for is mended."""

from dataclasses import dataclass

from nyqst.billing.model.inbox import InboxEntry
from nyqst.billing.ports import Inbox
from nyqst.clock import Clock


@dataclass(frozen=True, slots=True)
class Redrive:
    inbox: Inbox
    clock: Clock

    def __call__(self, limit: int) -> tuple[InboxEntry, ...]:
        """Those that will be tried again, by whoever looks for what is due."""
        now = self.clock.now()
        asked = [self.inbox.change(entry.asked_again(now)) for entry in self.inbox.dead(limit)]
        return tuple(entry for entry in asked if entry)
