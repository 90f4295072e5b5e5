"""Deals with what is in the inbox: each event once, whoever tries it and however often.

State, history and that it is done are written as one. What fails is tried again, later each time,
and in the end given up, which is told.
"""

import contextlib
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nyqst.billing.end_duplicates import EndDuplicates
from nyqst.billing.model.event import NAMED, normalised, reconciled
from nyqst.billing.model.inbox import EntryState, InboxEntry
from nyqst.billing.model.notice import Notice
from nyqst.billing.model.subscription import Customer
from nyqst.billing.ports import Gateways, Inbox
from nyqst.billing.post import Post
from nyqst.billing.refresh import Refresh, Refreshed
from nyqst.clock import Clock, epoch_ms
from nyqst.errors import Conflict, Failed, NyqstError
from nyqst.identity.ports import Records
from nyqst.identity.records import ref
from nyqst.ids import new_id

_TRIES = 6
_LONGEST_PAUSE_S = 0.5
_INVOICES = "invoice."


@dataclass(frozen=True, slots=True)
class ProjectEvents:
    inbox: Inbox
    records: Records
    gateway: Gateways
    refresh: Refresh
    end_duplicates: EndDuplicates
    post: Post
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
        return self._compare(customer, self.refresh)

    def sweep(self, customer: Customer) -> bool:
        """Like `recheck`, and ends what was bought twice, which no request waits for."""
        return self._compare(customer, self._with_one)

    def _compare(self, customer: Customer, asked: Callable[[Customer], Refreshed | None]) -> bool:
        for _ in range(_TRIES):
            try:
                refreshed = asked(customer)
            except Conflict:
                continue
            if refreshed is None or not refreshed.changes:
                return False
            now = self.clock.now()
            told = reconciled(new_id("bev", now), refreshed.subscription, epoch_ms(now))
            try:
                self.post(customer.tenant_id, refreshed.changes, told)
            except Conflict:
                continue
            return True
        return False

    def _with_one(self, customer: Customer, invoice_id: str | None = None) -> Refreshed | None:
        """With one subscription where there were several. What Stripe refuses of that is counted
        as its error and tried again by whoever comes next: the tenant is served meanwhile."""
        found = self.refresh(customer, invoice_id)
        if found is None or not found.is_doubled:
            return found
        with contextlib.suppress(Failed):
            self.end_duplicates(customer)
        return self.refresh(customer, invoice_id)

    def _attempt(self, entry: InboxEntry) -> EntryState | None:
        customer = self._customer(entry.notice) if entry.notice.type in NAMED else None
        if customer is None:
            return self._ignored(entry)
        refreshed = self._with_one(customer, _invoice_of(entry.notice))
        if refreshed is None:
            return self._ignored(entry)
        told = normalised(entry.notice, refreshed.subscription, refreshed.invoice)
        done = entry.ended(EntryState.DONE)
        self.post(customer.tenant_id, refreshed.changes, told, done)
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


def _invoice_of(notice: Notice) -> str | None:
    return notice.object_id if notice.type.startswith(_INVOICES) else None
