"""What billing needs of the world outside."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from nyqst.billing.model.inbox import InboxEntry
from nyqst.billing.model.notice import Notice
from nyqst.billing.model.processor import (
    Kept,
    PaymentMethod,
    Preview,
    ProcessorInvoice,
    ProcessorSubscription,
    SoldMeter,
)
from nyqst.events.model import Batch, LogName
from nyqst.identity.records import Change


class Inbox(Protocol):
    def add(self, entry: InboxEntry) -> bool:
        """False when the event is there already; it is left as it is."""

    def get(self, event_id: str) -> InboxEntry | None: ...

    def change(self, after: InboxEntry) -> InboxEntry | None:
        """None if somebody else has changed it since it was read."""

    def due(self, now: datetime, limit: int) -> tuple[InboxEntry, ...]:
        """Those whose time has come, the longest waiting first."""

    def dead(self, limit: int) -> tuple[InboxEntry, ...]: ...


@dataclass(frozen=True, slots=True)
class Posting:
    """What comes into force together."""

    changes: Sequence[Change]
    log: LogName
    told: Batch | None
    """Appended to the log, if its place is free."""
    entry: InboxEntry | None
    """As it is when it has been dealt with, if nobody else has changed it."""


class Books(Protocol):
    def post(self, posting: Posting) -> None:
        """All or nothing. Raises `Conflict` when anything is not as it was when it was read."""


class Processor(Protocol):
    """What there is at the payment processor, as it is now."""

    def subscriptions_of(self, customer_id: str) -> Sequence[ProcessorSubscription]:
        """Of every status."""

    def customer_of(self, object_id: str) -> str | None:
        """Whose a subscription, an invoice, a session or a payment method is."""

    def invoice(self, invoice_id: str) -> ProcessorInvoice | None: ...

    def notices(self, since: datetime) -> Iterator[Notice]:
        """Of the types that are dealt with, made since then."""


@dataclass(frozen=True, slots=True)
class Order:
    """A subscription that is to begin."""

    tenant_id: str
    customer_id: str
    price_id: str
    seats: int = 1
    trial_days: int = 0
    overage_price_id: str | None = None
    """Of what is used beyond the plan; None where that is not sold."""


@dataclass(frozen=True, slots=True)
class MeteredItem:
    """To be there: one that is there with another price, or one to be added."""

    price_id: str | None
    """None takes it away."""
    item_id: str | None = None


@dataclass(frozen=True, slots=True)
class Alteration:
    """Of a subscription; None leaves it as it is."""

    item_id: str
    price_id: str | None = None
    seats: int | None = None
    cancel_at_period_end: bool | None = None
    metered: MeteredItem | None = None
    kept: Kept | None = None
    """What stays in force until the period ends; nothing is charged before that."""


@dataclass(frozen=True, slots=True)
class UsageEvent:
    identifier: str
    customer_id: str
    units: int
    at: datetime


Window = Literal["hour", "day"] | None
"""In which sums are asked for."""


@dataclass(frozen=True, slots=True)
class Session:
    """A page of the processor's that somebody is sent to."""

    id: str
    url: str


class UsageMeters(Protocol):
    """What was used, as the processor counts it."""

    def behind(self, price_id: str) -> SoldMeter: ...

    def tell(self, meter: SoldMeter, event: UsageEvent) -> None:
        """What is told twice within a day counts once."""

    def summed(
        self, meter: SoldMeter, customer_id: str, start: datetime, end: datetime, by: Window
    ) -> Mapping[datetime, int]:
        """By the beginnings of hours or days, those with nothing left out; else all in one."""

    def invoices_of(self, customer_id: str, since: datetime) -> Sequence[ProcessorInvoice]:
        """That were made since then."""


class PaymentGateway(Processor, UsageMeters, Protocol):
    """And what we ask it to do. A `key` makes it do it once, however often it is asked."""

    def create_customer(self, tenant_id: str, name: str) -> str:
        """The same one however often it is asked for."""

    def set_email(self, customer_id: str, email: str) -> None: ...

    def checkout(self, order: Order, success_url: str, cancel_url: str, key: str) -> Session: ...

    def portal(self, customer_id: str, return_url: str) -> Session: ...

    def start(self, order: Order, key: str) -> None: ...

    def alter(self, subscription_id: str, wanted: Alteration, key: str) -> None: ...

    def cancel(self, subscription_id: str, key: str, *, invoices_use: bool) -> None:
        """Now; with an invoice of what was used and not paid for yet."""

    def refund(self, paid: ProcessorInvoice, key: str) -> None:
        """All of it that was not given back yet."""

    def preview(self, customer_id: str, subscription_id: str, wanted: Alteration) -> Preview: ...

    def payment_methods(self, customer_id: str) -> Sequence[PaymentMethod]: ...

    def setup_intent(self, customer_id: str) -> str:
        """The secret by which a browser hands over a card that we never see."""

    def set_default_method(self, customer_id: str, method_id: str) -> None: ...

    def detach_method(self, method_id: str) -> None: ...


Gateways = Callable[[], PaymentGateway]
"""The one in use. Raises `Unavailable` where billing is not set up."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What Stripe has given us, and what was agreed on for its webhooks."""

    api_key: str = field(repr=False)
    webhook_secrets: Sequence[str] = field(repr=False)
    """The newest first; the one before stays until Stripe signs with it no more."""


class CredentialSource(Protocol):
    def __call__(self) -> Credentials | None:
        """None as long as nobody has put them there."""
