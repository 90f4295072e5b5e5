"""Billing over stores in memory and the twin of Stripe, with the real SDK between them."""

import itertools
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from infra.local.stripe_twin.catalog import stock
from infra.local.stripe_twin.courier import Delivery, Endpoint
from infra.local.stripe_twin.twin import Twin
from nyqst.billing.check_plan_fits import CheckPlanFits
from nyqst.billing.customers import Customers
from nyqst.billing.end_duplicates import EndDuplicates
from nyqst.billing.find_overage import FindOverage
from nyqst.billing.log import log_of
from nyqst.billing.manage import Subscriptions
from nyqst.billing.model.prices import PriceMap, read_prices
from nyqst.billing.model.subscription import Subscription
from nyqst.billing.ports import Credentials
from nyqst.billing.post import Post
from nyqst.billing.project import ProjectEvents
from nyqst.billing.receive import ReceiveEvent
from nyqst.billing.reconcile import ReconcileUsage
from nyqst.billing.refresh import Refresh
from nyqst.billing.report_usage import ReportUsage
from nyqst.billing.statements import Statements
from nyqst.billing.stripe import StripeGateway
from nyqst.billing.sweep import SweepBilling
from nyqst.billing.tell_usage import TellUsage
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.records import Added, ref
from nyqst.metering.catalog.builtin import builtin_catalog
from nyqst.metering.ledger import Ledger
from nyqst.metering.name_plan import plan_named
from nyqst.metering.ports import CurrentCatalog
from nyqst.metering.usage import Usage
from tests.builders import a_caller, a_tenant
from tests.fakes.books import MemoryBooks
from tests.fakes.clock import FixedClock
from tests.fakes.event_store import MemoryEventStore
from tests.fakes.inbox import MemoryInbox
from tests.fakes.meter_store import MemoryMeterStore
from tests.fakes.records import MemoryRecords
from tests.stripe_twin.in_process import client_of

PRICES = (
    "professional=price_pro, professional:year=price_pro_year, team=price_team,"
    " overage=price_over, overage:year=price_over_year"
)
CATALOG = """{
    "products": [{"id": "prod_plan", "name": "Plan"}],
    "meters": [
        {"id": "mtr_over", "display_name": "Runs", "event_name": "runs",
         "default_aggregation": {"formula": "sum"}}
    ],
    "prices": [
        {"id": "price_over", "currency": "usd", "product": "prod_plan", "unit_amount": "50",
         "recurring": {"interval": "month", "usage_type": "metered", "meter": "mtr_over"}},
        {"id": "price_over_year", "currency": "usd", "product": "prod_plan", "unit_amount": "50",
         "recurring": {"interval": "year", "usage_type": "metered", "meter": "mtr_over"}},
        {"id": "price_pro", "currency": "usd", "product": "prod_plan", "unit_amount": "2900",
         "recurring": {"interval": "month"}},
        {"id": "price_pro_year", "currency": "usd", "product": "prod_plan", "unit_amount": "29000",
         "recurring": {"interval": "year"}},
        {"id": "price_team", "currency": "usd", "product": "prod_plan", "unit_amount": "9900",
         "recurring": {"interval": "month"}},
        {"id": "price_other", "currency": "usd", "product": "prod_plan", "unit_amount": "100",
         "recurring": {"interval": "month"}}
    ]
}"""
SECRET = "whsec_twin"
BACK = "https://app.example/billing"


@dataclass
class Till:
    clock: FixedClock = field(default_factory=FixedClock)
    endpoint: Endpoint = field(default_factory=lambda: Endpoint("https://nyqst.example/"))
    prices: PriceMap = field(
        default_factory=lambda: read_prices(PRICES, partial(plan_named, builtin_catalog()))
    )
    trial_days: int = 0
    seed: int = 0
    catalog: CurrentCatalog = builtin_catalog
    buyer: str = "ten_a"
    """The tenant that acts."""

    def __post_init__(self) -> None:
        self.twin = Twin(self.clock, self.seed)
        stock(self.twin.account, CATALOG)
        self.twin.account.events.clear()
        self.twin.courier.endpoints.append(self.endpoint)
        self.records, self.inbox = MemoryRecords(), MemoryInbox()
        self.events = MemoryEventStore()
        self.meters = MemoryMeterStore()
        self.gateway = StripeGateway(client_of(self.twin))
        self.books = MemoryBooks(self.records, self.inbox, self.events)
        self.receive = ReceiveEvent(
            self.inbox, lambda: Credentials("sk_test", [SECRET]), self.clock
        )
        self.project = self.worker(self.books)
        self.sweep = SweepBilling(
            self.inbox, self.records, lambda: self.gateway, self.project, self.clock
        )
        self.records.commit(Added(a_tenant()))

    def worker(self, books: Any, gateway: Any = None) -> ProjectEvents:
        asked = gateway or self.gateway
        refresh = Refresh(self.records, lambda: asked, self.prices, self.catalog, self.clock)
        post = Post(books, self.events, self.clock)
        end = EndDuplicates(self.records, lambda: asked, self.prices, post, self.clock)
        return ProjectEvents(
            self.inbox,
            self.records,
            lambda: asked,
            refresh,
            end,
            post,
            self.clock,
            sleep=lambda _: None,
        )

    @property
    def statements(self) -> Statements:
        return Statements(self.records)

    @property
    def find_overage(self) -> FindOverage:
        return FindOverage(self.statements, Ledger(self.meters), self.catalog, self.clock)

    @property
    def report(self) -> ReportUsage:
        tell = TellUsage(self.statements, lambda: self.gateway, self.prices, self.clock)
        return ReportUsage(self.records, self.statements, self.find_overage, tell, self.clock)

    @property
    def reconcile(self) -> ReconcileUsage:
        return ReconcileUsage(
            self.records,
            self.statements,
            self.find_overage,
            lambda: self.gateway,
            self.prices,
            self.clock,
        )

    @property
    def subscriptions(self) -> Subscriptions:
        return Subscriptions(
            self.records,
            lambda: self.gateway,
            self.prices,
            self.project,
            self.clock,
            a_caller(self.buyer),
            CheckPlanFits(Usage(self.catalog, self.meters, self.clock)),
            self.trial_days,
            self.report,
        )

    @property
    def customers(self) -> Customers:
        return Customers(self.records, lambda: self.gateway, self.clock, a_caller(self.buyer))

    @property
    def tenant(self) -> Tenant:
        found = self.records.get(ref(Tenant, id=self.buyer))
        assert found is not None
        return found

    @property
    def plan(self) -> str:
        """In force."""
        return self.tenant.plan.value

    @property
    def subscription(self) -> Subscription:
        found = self.records.get(ref(Subscription, tenant_id=self.buyer))
        assert found is not None
        return found

    def with_card(self, card: str = "pm_card_visa") -> str:
        """The customer, who has a card that pays."""
        customer = self.customers.get_or_create().customer_id
        v1: Any = client_of(self.twin).v1
        method = v1.payment_methods.attach(card, {"customer": customer})
        self.gateway.set_default_method(customer, method.id)
        return customer

    def outgoing(self) -> list[Delivery]:
        """What Stripe has sent since it was last looked at, in its order."""
        self.twin.settle()
        waiting, self.twin.courier.waiting = self.twin.courier.waiting, []
        return waiting

    def take(self, delivery: Delivery) -> str:
        """Through the webhook; the id under which it is in the inbox."""
        body = self.twin.courier.body(delivery)
        stamp = int(self.clock.now().timestamp())
        self.receive(self.twin.courier.headers(delivery, body, stamp)["Stripe-Signature"], body)
        return delivery.event.id

    def deliver(self) -> None:
        """All of it, in order, and dealt with."""
        for delivery in self.outgoing():
            self.project(self.take(delivery))

    def told(self) -> list[str]:
        batches = self.events.read(log_of(self.buyer), 0, 10_000)
        payloads = itertools.chain.from_iterable(batch.payloads for batch in batches)
        return [payload.decode() for payload in payloads]
