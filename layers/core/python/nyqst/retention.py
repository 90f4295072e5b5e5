"""How long what is kept is kept, by what kind of thing it is.

What has a time is given it when it is written, as the epoch second `expires` of its row, and goes
within two days of it; until then it is there and nobody is shown it. What has none stays until it
is deleted, or its tenant is erased.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import takewhile
from typing import TypeVar

from nyqst.paging import Listed

Kept = TypeVar("Kept")


class Data(StrEnum):
    USAGE_DETAIL = "usage_detail"
    """Entries of the ledger. Counters and daily tallies stay: they are what books are made of."""
    DECISIONS = "decisions"
    DELIVERIES = "deliveries"
    """Of webhooks."""
    ANSWERS = "answers"
    """To requests with an Idempotency-Key; longer than any billing period."""
    EXPORTS = "exports"
    INBOX = "inbox"
    """Of Stripe's events, which Stripe itself forgets after thirty days."""
    ALERTS = "alerts"
    EVENTS = "events"
    ARTIFACTS = "artifacts"
    AUDIT = "audit"


KEPT: Mapping[Data, timedelta | None] = {
    Data.USAGE_DETAIL: timedelta(days=400),
    Data.DECISIONS: timedelta(days=400),
    Data.DELIVERIES: timedelta(days=30),
    Data.ANSWERS: timedelta(days=40),
    Data.EXPORTS: timedelta(days=7),
    Data.INBOX: timedelta(days=60),
    Data.ALERTS: None,
    Data.EVENTS: None,
    Data.ARTIFACTS: None,
    Data.AUDIT: None,
}


def expiry(data: Data, at: datetime) -> int | None:
    """The epoch second after which what was written then may go."""
    kept = KEPT[data]
    return int((at + kept).timestamp()) if kept else None


def has_passed(expires: int | None, now: datetime) -> bool:
    return expires is not None and expires <= now.timestamp()


def is_over(data: Data, at: datetime, now: datetime) -> bool:
    return has_passed(expiry(data, at), now)


def still_kept(
    listed: Listed[Kept], data: Data, written: Callable[[Kept], datetime], now: datetime
) -> Listed[Kept]:
    """Of a list that is newest first: behind the first that is over, everything is."""
    left = tuple(takewhile(lambda one: not is_over(data, written(one), now), listed.items))
    return (
        listed if len(left) == len(listed.items) else replace(listed, items=left, next_cursor=None)
    )
