"""A tenant with webhooks, and a world outside that answers as a test wants."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from nyqst.identity.model import Caller
from nyqst.webhooks.announce import Announce
from nyqst.webhooks.deliver import DeliverDue
from nyqst.webhooks.deliveries import Deliveries
from nyqst.webhooks.endpoints import Endpoints, Issued
from nyqst.webhooks.model.delivery import Delivery, DeliveryStatus
from nyqst.webhooks.model.event import Event, EventType
from nyqst.webhooks.ports import Answer
from nyqst.webhooks.standing import Standing
from tests.builders import a_caller
from tests.fakes.clock import FixedClock
from tests.fakes.delivery_store import MemoryDeliveryStore
from tests.fakes.records import MemoryRecords
from tests.receiver import Received

URL = "https://hooks.example.com/nyqst"
TYPES = frozenset({EventType.RUN_FINISHED, EventType.QUOTA_ALERT})

DELIVERED, GIVEN_UP, PENDING = (
    DeliveryStatus.DELIVERED,
    DeliveryStatus.GIVEN_UP,
    DeliveryStatus.PENDING,
)


@dataclass
class Outside:
    """Answers by URL; takes what it is not told about."""

    answers: dict[str, Answer] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        self.received.append(Received(url, headers, body))
        return self.answers.get(url, Answer(204))


@dataclass
class Hooks:
    caller: Caller = field(default_factory=lambda: a_caller("ten_a"))
    records: MemoryRecords = field(default_factory=MemoryRecords)
    deliveries: MemoryDeliveryStore = field(default_factory=MemoryDeliveryStore)
    clock: FixedClock = field(default_factory=FixedClock)
    outside: Outside = field(default_factory=Outside)
    chance: float = 0.5
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    @property
    def endpoints(self) -> Endpoints:
        return Endpoints(self.records, self.deliveries, self.clock, self.caller)

    @property
    def log(self) -> Deliveries:
        return Deliveries(self.deliveries, self.clock, self.caller)

    @property
    def deliver(self) -> DeliverDue:
        return DeliverDue(
            self.deliveries,
            self.records,
            Standing(self.records, self.clock),
            self.outside,
            self.clock,
            lambda: self.chance,
        )

    def add(self, url: str = URL, types: frozenset[EventType] = TYPES) -> Issued:
        return self.endpoints.create(url, types)

    def happen(self, type_: EventType = EventType.RUN_FINISHED) -> Event:
        """Each a moment after the one before."""
        self.clock.move(milliseconds=1)
        number = next(self.numbers)
        tenant_id, at = self.caller.tenant_id, self.clock.now()
        event = Event(tenant_id, f"evt_{number}", type_, at, {"number": number})
        Announce(self.records, self.deliveries)(event)
        return event

    def of(self, issued: Issued) -> tuple[Delivery, ...]:
        return self.log.list(issued.endpoint.id, 100, None).items

    def try_for(self, **span: float) -> None:
        """The worker comes by every minute for so long."""
        until = self.clock.now() + timedelta(**span)
        while self.clock.now() < until:
            self.deliver()
            self.clock.move(minutes=1)
