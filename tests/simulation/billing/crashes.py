"""Whoever deals with Stripe's events dies at one of its calls, and whoever comes next goes on.

Nothing happens at Stripe meanwhile but what it is asked to do, so what it answers is asked for once
in each situation.
"""

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from infra.local.stripe_twin.twin import Twin
from nyqst.billing.model.event import EventType
from nyqst.billing.model.inbox import EntryState, received
from nyqst.billing.model.notice import Notice, read_notice
from nyqst.billing.model.processor import ProcessorInvoice
from nyqst.billing.model.subscription import Subscription
from nyqst.billing.redrive import Redrive
from nyqst.billing.stripe import StripeGateway
from nyqst.billing.sweep import SweepBilling
from nyqst.identity.model.audit import AuditEntry
from nyqst.identity.records import ref
from tests.fakes.books import MemoryBooks
from tests.fakes.clock import FixedClock
from tests.fakes.event_store import MemoryEventStore
from tests.fakes.inbox import MemoryInbox
from tests.fakes.records import MemoryRecords
from tests.simulation.billing.life_cycles import LIFE_CYCLES
from tests.simulation.billing.schedules import Ending, ending, with_stripe
from tests.simulation.interrupting import Calls, Hook, Interrupting, When
from tests.stripe_twin.in_process import client_of
from tests.till import Till

Point = tuple[int, When]


class Died(BaseException):
    """Past every handler of the code in which it happens."""


def dying_at(point: Point) -> Hook:
    def hook(number: int, when: When) -> None:
        if (number, when) == point:
            raise Died

    return hook


@dataclass
class Still:
    """Stands for the gateway. Whoever asks for a change has a Stripe of its own from then on."""

    twin: Twin
    gateway: Any
    told: list[Notice]
    answers: dict[tuple[str, tuple[Any, ...]], Any] = field(default_factory=dict)

    def notices(self, _since: object) -> list[Notice]:
        return self.told

    def __getattr__(self, name: str) -> Any:
        def answered(*arguments: Any) -> Any:
            if (name, arguments) not in self.answers:
                self.answers[name, arguments] = getattr(self.gateway, name)(*arguments)
            return self.answers[name, arguments]

        return answered

    def refund(self, paid: ProcessorInvoice, key: str) -> None:
        self._moves()
        self.gateway.refund(paid, key)

    def cancel(self, subscription_id: str, key: str, *, invoices_use: bool) -> None:
        self._moves()
        self.gateway.cancel(subscription_id, key, invoices_use=invoices_use)

    def _moves(self) -> None:
        self.twin = copy.deepcopy(self.twin)
        self.gateway, self.answers = StripeGateway(client_of(self.twin)), {}


@dataclass(frozen=True, slots=True)
class Sent:
    event_id: str
    signature: str
    body: bytes


@dataclass(frozen=True)
class Situation:
    """What there is on either side when events have been sent and none has come."""

    till: Till
    sent: tuple[Sent, ...]
    gateway: Still


def situations(life_cycle: str) -> Iterator[Situation]:
    """One after each step, with all that came before dealt with."""
    till = Till()
    for step in LIFE_CYCLES[life_cycle]:
        step(till)
        deliveries = till.outgoing()
        stamp = int(till.clock.now().timestamp())
        bodies = [till.twin.courier.body(each) for each in deliveries]
        headers = [
            till.twin.courier.headers(each, body, stamp)["Stripe-Signature"]
            for each, body in zip(deliveries, bodies, strict=True)
        ]
        sent = [
            Sent(read_notice(body).event_id, header, body)
            for header, body in zip(headers, bodies, strict=True)
        ]
        told = list(till.gateway.notices(till.clock.now() - timedelta(days=29)))
        yield Situation(till, tuple(sent), Still(till.twin, till.gateway, told))
        for delivery in deliveries:
            till.project(till.take(delivery))


class Desk:
    """Those who deal with events, over copies of the stores whose calls may be interrupted."""

    def __init__(self, situation: Situation, calls: Calls) -> None:
        before: Any = situation.till
        records = MemoryRecords(_rows=dict(before.records._rows))
        inbox, events = MemoryInbox(dict(before.inbox.rows)), MemoryEventStore()
        events._logs = {log: dict(batches) for log, batches in before.events._logs.items()}
        named = {
            "records": records,
            "inbox": inbox,
            "events": events,
            "books": MemoryBooks(records, inbox, events),
            "gateway": replace(situation.gateway),
        }
        self.sent, self.calls = list(situation.sent), calls
        self.till = copy.copy(before)
        self.till.clock = FixedClock(before.clock.instant)
        parts = {name: Interrupting(store, name, calls) for name, store in named.items()}
        self.till.records, self.till.inbox = parts["records"], parts["inbox"]
        self.till.events = parts["events"]
        self.project = self.till.worker(parts["books"], parts["gateway"])
        self.inbox, self.given = parts["inbox"], parts

    def webhook(self) -> None:
        """Stripe sends again what was not acknowledged."""
        receive = replace(self.till.receive, inbox=self.inbox, clock=self.till.clock)
        while self.sent:
            event = self.sent[0]
            receive(event.signature, event.body)
            del self.sent[0]
            self.project(event.event_id)

    def sweep(self) -> None:
        gateway: Any = self.given["gateway"]
        records = self.till.records
        SweepBilling(self.inbox, records, lambda: gateway, self.project, self.till.clock)()

    def redrive(self) -> None:
        Redrive(self.inbox, self.till.clock)(100)
        self.project.due()

    def give_up(self) -> None:
        """All that was sent, without an attempt."""
        now = self.till.clock.now()
        for event in self.sent:
            entry = received(read_notice(event.body), now)
            dead = replace(entry, state=EntryState.DEAD, next_at=None)
            self.inbox.store.rows[event.event_id] = dead

    def minutes_later(self) -> None:
        self.till.clock.move(minutes=2)
        self.project.due()

    @property
    def waiting(self) -> list[str]:
        entries = self.inbox.store.rows.values()
        dealt_with = (EntryState.DONE, EntryState.IGNORED)
        return [each.notice.event_id for each in entries if each.state not in dealt_with]

    def outcome(self) -> "Outcome":
        entries = self.till.records.list(AuditEntry, 100, None, tenant_id="ten_a").items
        granted = [str(each.after) for each in entries if each.action == "tenant.subscribed"]
        told = [json.loads(each) for each in self.till.told()]
        events = [each["id"] for each in told if each["type"] != EventType.SUBSCRIPTION_RECONCILED]
        known = self.till.records.get(ref(Subscription, tenant_id="ten_a"))
        return Outcome(
            ending(self.till) if known else None,
            sorted(events),
            sorted(granted),
            self._serving(),
            self._given_back(),
        )

    def with_stripe(self) -> Ending:
        """As Stripe has it after all that it was asked to do."""
        still = self.given["gateway"].store
        till = copy.copy(self.till)
        till.twin, till.gateway = still.twin, still.gateway
        return with_stripe(till)

    def _serving(self) -> list[str]:
        customer = self.till.customers.get().customer_id
        held = self.given["gateway"].store.subscriptions_of(customer)
        return [each.price_id for each in held if each.status.serves]

    def _given_back(self) -> list[int]:
        notes = self.given["gateway"].store.twin.account.all("credit_note")
        return [note["amount"] for note in notes]


@dataclass(frozen=True, slots=True)
class Outcome:
    ending: Ending | None
    told: list[str]
    """The events in the history."""
    granted: list[str]
    """What the tenant's trail has of plans."""
    serving: list[str]
    """The prices of the subscriptions that Stripe serves."""
    given_back: list[int]
    """Cents, by credit note."""


WORK: Mapping[str, Callable[[Desk], None]] = {
    "webhook": Desk.webhook,
    "sweep": Desk.sweep,
    "redrive": Desk.redrive,
}


def begun(situation: Situation, work: str, hook: Hook | None = None) -> Desk:
    desk = Desk(situation, Calls(hook) if hook else Calls())
    if work == "redrive":
        desk.give_up()
    return desk


def gone_on(desk: Desk, work: str) -> Outcome:
    """After whoever died there: the same again, and what waits a little later."""
    WORK[work](desk)
    desk.minutes_later()
    return desk.outcome()
