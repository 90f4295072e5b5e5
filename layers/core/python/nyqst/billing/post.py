"""Brings into force what has changed, together with what the tenant is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from nyqst.billing.log import batch_of, log_of
from nyqst.billing.model.event import BillingEvent
from nyqst.billing.model.inbox import InboxEntry
from nyqst.billing.ports import Books, Posting
from nyqst.clock import Clock
from nyqst.events.ports import EventStore
from nyqst.identity.records import Change


@dataclass(frozen=True, slots=True)
class Post:
    books: Books
    events: EventStore
    clock: Clock

    def __call__(
        self,
        tenant_id: str,
        changes: Sequence[Change],
        told: BillingEvent,
        entry: InboxEntry | None = None,
    ) -> None:
        """Raises `Conflict` when something is not as it was when it was read."""
        log = log_of(tenant_id)
        batch = batch_of(told, self.events.head(log).seq, self.clock.now())
        self.books.post(Posting(changes, log, batch, entry))
