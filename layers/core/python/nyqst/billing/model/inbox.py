"""An event of Stripe's that has come in, and how far it has been dealt with."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from nyqst.billing.model.notice import Notice

GRACE = timedelta(minutes=1)
"""So long what comes in is left to whoever is told of it at once."""
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60, 120, 240, 480))
"""Between one attempt and the next: most of a day together."""


class EntryState(StrEnum):
    RECEIVED = "received"
    DONE = "done"
    IGNORED = "ignored"
    """It is none of our business: a type that we do not know, a customer that is not ours."""
    DEAD = "dead"
    """Given up, until somebody asks for it again."""


@dataclass(frozen=True, slots=True)
class InboxEntry:
    notice: Notice
    received_at: datetime
    next_at: datetime | None
    """When it is tried by itself; None when it is not."""
    state: EntryState = EntryState.RECEIVED
    attempts: int = 0
    error: str | None = None
    """The code of what the last attempt failed with."""
    version: int = 0
    """Goes up with every change."""

    @property
    def waits(self) -> bool:
        return self.state is EntryState.RECEIVED

    def ended(self, state: EntryState) -> "InboxEntry":
        return replace(self, state=state, attempts=self.attempts + 1, error=None, next_at=None)

    def failed(self, code: str, now: datetime) -> "InboxEntry":
        tried = replace(self, attempts=self.attempts + 1, error=code)
        if self.attempts >= len(WAITS):
            return replace(tried, state=EntryState.DEAD, next_at=None)
        return replace(tried, next_at=now + WAITS[self.attempts])

    def asked_again(self, now: datetime) -> "InboxEntry":
        return replace(self, state=EntryState.RECEIVED, attempts=0, next_at=now)


def received(notice: Notice, now: datetime) -> InboxEntry:
    return InboxEntry(notice, now, now + GRACE)
