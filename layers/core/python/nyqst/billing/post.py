"""Brings into force what has changed, together with what the tenant is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from nyqst.billing.log import log_of
from nyqst.billing.model.event import BillingEvent
from nyqst.billing.model.inbox import InboxEntry
from nyqst.billing.ports import Books, Posting
from nyqst.clock import Clock, epoch_ms
from nyqst.events.model import Batch
from nyqst.events.ports import EventStore
from nyqst.identity.records import Change
from nyqst.ids import derived_id


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
        first = self.events.head(log).seq + 1
        token = derived_id("tok", told.id.encode())
        batch = Batch(first, (told.to_json(),), epoch_ms(self.clock.now()), token)
        self.books.post(Posting(changes, log, batch, entry))
