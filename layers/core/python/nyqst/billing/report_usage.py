"""On a schedule: puts down what is used beyond what was included, tells Stripe of it, and closes
months that are over.

Each step can be done again and by anyone: what is put down stays, what was told is not told again,
and a month that is closed changes only by what is told of it late.
"""

from dataclasses import dataclass

from nyqst.billing.find_overage import FindOverage
from nyqst.billing.model.statement import Statement, StatementState
from nyqst.billing.model.subscription import Customer
from nyqst.billing.statements import Statements
from nyqst.billing.tell_usage import TellUsage
from nyqst.clock import Clock
from nyqst.errors import Conflict, NyqstError, Unavailable
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.ports import Records
from nyqst.identity.records import ref
from nyqst.metering.model.period import Cycle, months_around, period_named, period_of
from nyqst.paging import MAX_PAGE
from nyqst.telemetry import logger


@dataclass(frozen=True, slots=True)
class Reported:
    units: int = 0
    """Put down."""
    sent: int = 0
    """Units that Stripe was told."""
    closed: int = 0
    """Months."""
    failed: int = 0
    """Customers that the next time has to see to."""

    def __add__(self, other: "Reported") -> "Reported":
        return Reported(
            self.units + other.units,
            self.sent + other.sent,
            self.closed + other.closed,
            self.failed + other.failed,
        )


@dataclass(frozen=True, slots=True)
class ReportUsage:
    records: Records
    statements: Statements
    find: FindOverage
    tell: TellUsage
    clock: Clock

    def __call__(self) -> Reported:
        """Of every customer. One that fails does not hold up the others."""
        done, cursor = Reported(), None
        while True:
            page = self.records.list(Customer, MAX_PAGE, cursor)
            for customer in page.items:
                done += self._tried(customer)
            cursor = page.next_cursor
            if cursor is None:
                return done

    def of(self, customer: Customer) -> Reported:
        """The month that is over first, so that its use is on the earlier invoice."""
        tenant = self.records.get(ref(Tenant, id=customer.tenant_id))
        if tenant is None:
            return Reported()
        last, this = self._months()
        return self.month(customer, tenant, last) + self.month(customer, tenant, this)

    def waiting(self, tenant_id: str) -> tuple[int, int]:
        """Units and cents that Stripe has not been told of yet."""
        tenant = self.records.get(ref(Tenant, id=tenant_id))
        if tenant is None:
            return 0, 0
        found = [
            report
            for month in self._months()
            for report in (
                *self.statements.reports(tenant_id, month),
                *self.find(tenant, self._statement(tenant_id, month)).new,
            )
            if report.sent_at is None
        ]
        return sum(each.units for each in found), sum(each.amount for each in found)

    def _months(self) -> tuple[str, str]:
        """The last one and this one."""
        before, this, _ = months_around(period_of(Cycle.MONTH, self.clock.now()).key)
        return before, this

    def _statement(self, tenant_id: str, period: str) -> Statement:
        return self.statements.find(tenant_id, period) or Statement(tenant_id, period)

    def month(self, customer: Customer, tenant: Tenant, period: str) -> Reported:
        before = self._statement(tenant.id, period)
        # Asked first: what is set aside later belongs to a month that is not over.
        held = self.find.held(before)
        found = self.find(tenant, before)
        if not found.used and not before.version:
            return Reported()
        after = self.statements.put_down(before, found.new)
        included = before.included if self._is_over(period) and before.version else found.included
        after = self.statements.change(after, after.up_to(found.used, included))
        told = self.tell(customer.id, after)
        closes = self._is_over(period) and not held and told.state is StatementState.OPEN
        if closes:
            self.statements.change(told, told.closed(self.clock.now()))
        return Reported(found.new_units, told.sent - after.sent, int(closes))

    def _tried(self, customer: Customer) -> Reported:
        try:
            return self.of(customer)
        except Conflict:
            return Reported(failed=1)
        except Unavailable:
            raise
        except NyqstError as error:
            about = {"tenant": customer.tenant_id, "code": error.code}
            logger().error(error.message, extra=about)
            return Reported(failed=1)

    def _is_over(self, period: str) -> bool:
        named = period_named(Cycle.MONTH, period)
        return named is not None and named.ends_at <= self.clock.now()
