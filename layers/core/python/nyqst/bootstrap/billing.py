"""The part of the composition that deals with money."""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nyqst.billing.find_overage import FindOverage
    from nyqst.billing.model.prices import PriceMap
    from nyqst.billing.ports import Books, Credentials, CredentialSource, Inbox, PaymentGateway
    from nyqst.billing.project import ProjectEvents
    from nyqst.billing.receive import ReceiveEvent
    from nyqst.billing.reconcile import ReconcileUsage
    from nyqst.billing.report_usage import ReportUsage
    from nyqst.billing.statements import Statements
    from nyqst.billing.sweep import SweepBilling
    from nyqst.bootstrap import Platform


@dataclass
class BillingServices:
    platform: "Platform"
    _gateway: "tuple[str, PaymentGateway] | None" = None
    """With the key that it was made with."""

    @cached_property
    def credentials(self) -> "CredentialSource":
        from nyqst.billing.secretsmanager import SecretCredentials

        here = self.platform
        return SecretCredentials(
            here.client("secretsmanager"), here.settings.stripe_secret, here.clock
        )

    @cached_property
    def inbox(self) -> "Inbox":
        from nyqst.billing.dynamodb import DynamoInbox

        return DynamoInbox(self.platform.app_table)

    @cached_property
    def receive(self) -> "ReceiveEvent":
        from nyqst.billing.receive import ReceiveEvent

        return ReceiveEvent(self.inbox, self.credentials, self.platform.clock)

    @cached_property
    def prices(self) -> "PriceMap":
        from nyqst.billing.model.prices import read_prices
        from nyqst.metering.name_plan import plan_named

        catalog = self.platform.metering.catalogs()
        return read_prices(self.platform.settings.stripe_prices, partial(plan_named, catalog))

    @cached_property
    def books(self) -> "Books":
        from nyqst.billing.dynamodb import DynamoBooks
        from nyqst.bootstrap.layout import EVERY_RECORD
        from nyqst.events.dynamodb import DynamoEventStore
        from nyqst.identity.dynamodb import DynamoRecords

        here = self.platform
        records = DynamoRecords(here.app_table, EVERY_RECORD)
        events = DynamoEventStore(here.client("dynamodb"), here.settings.events_table)
        return DynamoBooks(here.app_table, records, events)

    def configured(self) -> "Credentials":
        """Raises `Unavailable` as long as nobody has put them there."""
        from nyqst.billing.refusals import not_configured

        known = self.credentials()
        if known is None:
            raise not_configured()
        return known

    def gateway(self) -> "PaymentGateway":
        """Made anew when its key is replaced."""
        from nyqst.billing.stripe import StripeGateway, stripe_client

        known = self.configured()
        if self._gateway is None or self._gateway[0] != known.api_key:
            address = self.platform.settings.stripe_address or None
            self._gateway = (known.api_key, StripeGateway(stripe_client(known.api_key, address)))
        return self._gateway[1]

    @cached_property
    def project(self) -> "ProjectEvents":
        from nyqst.billing.end_duplicates import EndDuplicates
        from nyqst.billing.post import Post
        from nyqst.billing.project import ProjectEvents
        from nyqst.billing.refresh import Refresh

        here = self.platform
        refresh = Refresh(
            here.records, self.gateway, self.prices, here.metering.catalogs, here.clock
        )
        post = Post(self.books, here.events, here.clock)
        end_duplicates = EndDuplicates(here.records, self.gateway, self.prices, post, here.clock)
        return ProjectEvents(
            self.inbox, here.records, self.gateway, refresh, end_duplicates, post, here.clock
        )

    @cached_property
    def statements(self) -> "Statements":
        from nyqst.billing.statements import Statements

        return Statements(self.platform.records)

    @cached_property
    def find_overage(self) -> "FindOverage":
        from nyqst.billing.find_overage import FindOverage
        from nyqst.metering.ledger import Ledger

        here = self.platform
        ledger = Ledger(here.metering.meters)
        return FindOverage(self.statements, ledger, here.metering.catalogs, here.clock)

    @cached_property
    def report_usage(self) -> "ReportUsage":
        from nyqst.billing.report_usage import ReportUsage
        from nyqst.billing.tell_usage import TellUsage

        here = self.platform
        tell = TellUsage(self.statements, self.gateway, self.prices, here.clock)
        return ReportUsage(here.records, self.statements, self.find_overage, tell, here.clock)

    @cached_property
    def reconcile(self) -> "ReconcileUsage":
        from nyqst.billing.reconcile import ReconcileUsage

        here = self.platform
        return ReconcileUsage(
            here.records, self.statements, self.find_overage, self.gateway, self.prices, here.clock
        )

    @cached_property
    def sweep(self) -> "SweepBilling":
        from nyqst.billing.sweep import SweepBilling

        here = self.platform
        return SweepBilling(self.inbox, here.records, self.gateway, self.project, here.clock)
