"""Deals with what is in the inbox: each event once, whoever tries it and however often.

State, history and that it is done are written as one. What fails is tried again, later each time,
and in the end given up, which is told.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nyqst.billing.log import log_of
from nyqst.billing.model.event import NAMED, BillingEvent, normalised, reconciled
from nyqst.billing.model.inbox import EntryState, InboxEntry
from nyqst.billing.model.notice import Notice
from nyqst.billing.model.subscription import Customer
from nyqst.billing.ports import Books, Gateways, Inbox, Posting
from nyqst.billing.refresh import Refresh, Refreshed
from nyqst.clock import Clock, epoch_ms
from nyqst.errors import Conflict, NyqstError
from nyqst.events.model import Batch
from nyqst.events.ports import EventStore
from nyqst.identity.ports import Records
from nyqst.identity.records import ref
from nyqst.ids import derived_id, new_id

_TRIES = 6
_LONGEST_PAUSE_S = 0.5
_INVOICES = "invoice."


@dataclass(frozen=True, slots=True)
class ProjectEvents:
    inbox: Inbox
    books: Books
    records: Records
    events: EventStore
    gateway: Gateways
    refresh: Refresh
    clock: Clock
    sleep: Callable[[float], None] = time.sleep

    def due(self, limit: int = 100) -> Mapping[EntryState, int]:
        """How many are in which state after an attempt."""
        waiting = self.inbox.due(self.clock.now(), limit)
        states = [self(entry.notice.event_id) for entry in waiting]
        return Counter(state for state in states if state)

    def __call__(self, event_id: str) -> EntryState | None:
        """The state that it is in afterwards; None of an event that never came in."""
        for tries in range(_TRIES):
            entry = self.inbox.get(event_id)
            if entry is None or not entry.waits:
                return entry.state if entry else None
            try:
                return self._attempt(entry)
            except Conflict:
                self.sleep(random.uniform(0, min(_LONGEST_PAUSE_S, 0.02 * 2**tries)))  # noqa: S311
            except NyqstError as error:
                return self._failed(entry, error.code)
        entry = self.inbox.get(event_id)
        return self._failed(entry, "billing_busy") if entry else None

    def recheck(self, customer: Customer) -> bool:
        """Without an event; True if the tenant did not stand as it should."""
        for _ in range(_TRIES):
            refreshed = self.refresh(customer)
            if refreshed is None or not refreshed.changes:
                return False
            now = self.clock.now()
            told = reconciled(new_id("bev", now), refreshed.subscription, epoch_ms(now))
            try:
                self._post(customer.tenant_id, refreshed, told, None)
            except Conflict:
                continue
            return True
        return False

    def _attempt(self, entry: InboxEntry) -> EntryState | None:
        customer = self._customer(entry.notice) if entry.notice.type in NAMED else None
        if customer is None:
            return self._ignored(entry)
        refreshed = self.refresh(customer, _invoice_of(entry.notice))
        if refreshed is None:
            return self._ignored(entry)
        told = normalised(entry.notice, refreshed.subscription, refreshed.invoice)
        self._post(customer.tenant_id, refreshed, told, entry.ended(EntryState.DONE))
        return EntryState.DONE

    def _customer(self, notice: Notice) -> Customer | None:
        """By what the event is about; where Stripe does not know that, by whom it is about."""
        about = notice.subscription_id or notice.object_id
        customer_id = notice.customer_id or (self.gateway().customer_of(about) if about else None)
        return self.records.get(ref(Customer, id=customer_id)) if customer_id else None

    def _ignored(self, entry: InboxEntry) -> EntryState:
        if self.inbox.change(entry.ended(EntryState.IGNORED)) is None:
            raise Conflict("Somebody else deals with it")
        return EntryState.IGNORED

    def _failed(self, entry: InboxEntry, code: str) -> EntryState | None:
        after = self.inbox.change(entry.failed(code, self.clock.now()))
        return after.state if after else None

    def _post(
        self, tenant_id: str, refreshed: Refreshed, told: BillingEvent, entry: InboxEntry | None
    ) -> None:
        log = log_of(tenant_id)
        first = self.events.head(log).seq + 1
        token = derived_id("tok", told.id.encode())
        batch = Batch(first, (told.to_json(),), epoch_ms(self.clock.now()), token)
        self.books.post(Posting(refreshed.changes, log, batch, entry))


def _invoice_of(notice: Notice) -> str | None:
    return notice.object_id if notice.type.startswith(_INVOICES) else None
