"""Whether ledger, Stripe's meter and Stripe's invoices come to the same, month by month.

What one step explains is no drift of the next: an event that Stripe lost is missing on the invoice
too, and is told once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from nyqst.billing.compare_meter import CompareMeter
from nyqst.billing.find_overage import FindOverage, MonthUsed
from nyqst.billing.model.prices import PriceMap
from nyqst.billing.model.processor import InvoiceLine, ProcessorSubscription
from nyqst.billing.model.reconciliation import (
    Between,
    Drift,
    Reconciliation,
    amount_of,
    belongs,
    named,
    on_line,
)
from nyqst.billing.model.report import Report
from nyqst.billing.model.statement import Statement
from nyqst.billing.model.subscription import Customer
from nyqst.billing.ports import Gateways
from nyqst.billing.statements import Statements
from nyqst.clock import Clock
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.ports import Records
from nyqst.identity.records import ref
from nyqst.metering.model.period import Cycle, months_around, period_named, period_of
from nyqst.paging import MAX_PAGE

_PATIENCE = timedelta(hours=6)
"""So long what is used may wait to be put down."""
_INVOICED_BY = timedelta(days=2)
"""After its period a time is on an invoice, or on none."""
_DRAFT = "draft"
Blamed = tuple[Drift, tuple[Report, ...]]


@dataclass(frozen=True, slots=True)
class ReconcileUsage:
    records: Records
    statements: Statements
    find: FindOverage
    gateway: Gateways
    prices: PriceMap
    clock: Clock

    def all(self) -> tuple[Reconciliation, ...]:
        """Of every customer, this month and the one before: those that do not agree."""
        this = period_of(Cycle.MONTH, self.clock.now())
        last = period_of(Cycle.MONTH, this.starts_at - timedelta(days=1))
        found, cursor = [], None
        while True:
            page = self.records.list(Customer, MAX_PAGE, cursor)
            for customer in page.items:
                months = (self(customer, period.key) for period in (last, this))
                found += [month for month in months if month and month.drift_cents]
            cursor = page.next_cursor
            if cursor is None:
                return tuple(found)

    def __call__(self, customer: Customer, period: str) -> Reconciliation | None:
        """None of a month in which nothing was used, and of a tenant that is gone."""
        tenant = self.records.get(ref(Tenant, id=customer.tenant_id))
        statement = self.statements.find(customer.tenant_id, period)
        if tenant is None or statement is None:
            return None
        used = self.find(tenant, statement)
        around = [
            report
            for month in months_around(period)
            for report in self.statements.reports(tenant.id, month)
        ]
        ours = [report for report in around if report.period == period]
        drifts = [*self._put_down(statement, used, ours)]
        invoiced = 0
        if self.prices.overage:
            sent = [report for report in around if report.sent_at is not None]
            lines = self._lines(customer.id, period)
            metered = list(self._metered(customer.id, statement, sent))
            drifts += [drift for drift, reports in metered if _is_of(drift, reports, period)]
            drifts += self._invoiced(customer.id, period, sent, lines, metered)
            invoiced = sum(line.amount_cents for line, is_final in lines if is_final)
        units = statement.overage + used.new_units
        cents = statement.overage_cents + amount_of(used.new)
        return Reconciliation(
            tenant.id, period, units, cents, statement.sent, invoiced, tuple(drifts)
        )

    def _put_down(
        self, statement: Statement, used: MonthUsed, reports: Sequence[Report]
    ) -> Iterator[Drift]:
        kept = amount_of(reports) - statement.overage_cents
        if kept:
            yield Drift(Between.LEDGER_AND_REPORTS, None, kept)
        long_ago = self.clock.now() - _PATIENCE
        late = [report for report in used.new if report.used_at < long_ago]
        if late:
            yield Drift(Between.LEDGER_AND_REPORTS, None, -amount_of(late), named(late))

    def _metered(
        self, customer_id: str, statement: Statement, sent: Sequence[Report]
    ) -> Iterator[Blamed]:
        """Up to the end of yesterday: what was told today may not be summed up yet."""
        month = period_named(Cycle.MONTH, statement.period)
        if month is None:
            return
        today = period_of(Cycle.DAY, self.clock.now()).starts_at
        stamps = [report.stamp for report in sent if report.stamp is not None]
        first = min([month.starts_at, *stamps])
        last = max([month.ends_at, *(stamp + timedelta(days=1) for stamp in stamps)])
        end = min(today, period_of(Cycle.DAY, last).starts_at)
        start = period_of(Cycle.DAY, first).starts_at
        if start >= end:
            return
        gateway, cents = self.gateway(), sent[0].cents if sent else 0
        meters = {gateway.behind(price) for price in self.prices.overage.values()}
        for meter in meters:
            yield from CompareMeter(gateway, meter, customer_id, cents)(sent, start, end)

    def _invoiced(
        self,
        customer_id: str,
        period: str,
        sent: Sequence[Report],
        lines: Sequence[tuple[InvoiceLine, bool]],
        metered: Sequence[Blamed],
    ) -> Iterator[Drift]:
        for line, is_final in lines:
            told = on_line(sent, line)
            explained = sum(
                drift.cents
                for drift, _ in metered
                if drift.at and line.period_start <= drift.at < line.period_end
            )
            more = line.amount_cents - amount_of(told) - explained
            if is_final and more and belongs(told, line.period_start, period):
                yield Drift(Between.REPORTS_AND_INVOICES, line.period_start, more, named(told))
        yield from self._left_out(customer_id, period, sent, lines)

    def _left_out(
        self,
        customer_id: str,
        period: str,
        sent: Sequence[Report],
        lines: Sequence[tuple[InvoiceLine, bool]],
    ) -> Iterator[Drift]:
        """On no invoice, and on none to come."""
        billed = {report.id for line, _ in lines for report in on_line(sent, line)}
        held = self.gateway().subscriptions_of(customer_id)
        before = self.clock.now() - _INVOICED_BY
        lost = [
            report
            for report in sent
            if report.period == period
            and report.id not in billed
            and report.stamp is not None
            and report.stamp < before
            and not any(_is_running(each, report.stamp) for each in held)
        ]
        if lost:
            at = lost[0].stamp
            yield Drift(Between.REPORTS_AND_INVOICES, at, -amount_of(lost), named(lost))

    def _lines(self, customer_id: str, period: str) -> Sequence[tuple[InvoiceLine, bool]]:
        """Those for overage, and whether their invoice is final."""
        month = period_named(Cycle.MONTH, period)
        since = month.starts_at if month else self.clock.now()
        ours = set(self.prices.overage.values())
        return [
            (line, invoice.status != _DRAFT)
            for invoice in self.gateway().invoices_of(customer_id, since)
            for line in invoice.lines
            if line.price_id in ours
        ]


def _is_running(told: ProcessorSubscription, stamp: datetime) -> bool:
    if told.period_start is None or told.period_end is None or not told.status.serves:
        return False
    return told.period_start <= stamp < told.period_end


def _is_of(drift: Drift, reports: Sequence[Report], period: str) -> bool:
    return drift.at is not None and belongs(reports, drift.at, period)
