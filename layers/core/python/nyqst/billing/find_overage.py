"""What a tenant has used beyond what was included, and what of it has not been put down yet.

Metering is the truth; it is read here and nothing of it is changed.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from nyqst.billing.model.overage import Over, OverageTerms, entry_id, latest, overage_of
from nyqst.billing.model.report import Report
from nyqst.billing.model.statement import Statement
from nyqst.billing.statements import Statements
from nyqst.clock import Clock
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.plan import PlanCode
from nyqst.metering.ledger import Ledger
from nyqst.metering.model.allow import plan_for
from nyqst.metering.model.catalog import Feature
from nyqst.metering.model.meter import Meter
from nyqst.metering.model.reservation import LedgerEntry
from nyqst.metering.ports import CurrentCatalog

SOLD = Feature.RESEARCH_RUN
"""What is sold by the unit."""
PlanTerms = Callable[[PlanCode], OverageTerms]


@dataclass(frozen=True, slots=True)
class MonthUsed:
    """As the ledger has it now."""

    used: int
    included: int
    """In the plan that is in force."""
    new: tuple[Report, ...]
    """To be put down."""

    @property
    def new_units(self) -> int:
        return sum(report.units for report in self.new)


@dataclass(frozen=True, slots=True)
class FindOverage:
    statements: Statements
    ledger: Ledger
    catalog: CurrentCatalog
    clock: Clock

    def __call__(self, tenant: Tenant, statement: Statement) -> MonthUsed:
        terms = self._terms(tenant)
        entries = self.ledger.entries(meter_of(statement))
        over = overage_of(entries, lambda entry: terms(_plan_of(entry, tenant)))
        used = sum(entry.quantity for entry in entries)
        return MonthUsed(used, terms(tenant.plan).included, self._new(statement, over, used))

    def held(self, statement: Statement) -> int:
        return self.ledger.held(meter_of(statement))

    def _terms(self, tenant: Tenant) -> PlanTerms:
        catalog, now = self.catalog(), self.clock.now()

        @cache
        def terms(code: PlanCode) -> OverageTerms:
            quota = plan_for(catalog, code, tenant.allowances or {}, now).features.get(SOLD)
            return OverageTerms(quota.included, quota.overage_cents) if quota else _NOTHING_SOLD

        return terms

    def _new(self, statement: Statement, over: Sequence[Over], used: int) -> tuple[Report, ...]:
        """No more than was used since it was last put down: what was within a limit that has been
        lowered since was within it all the same."""
        units = sum(each.units for each in over)
        most = min(units - statement.overage, used - statement.used)
        if most <= 0:
            return ()
        known: Counter[str] = Counter()
        for report in self.statements.reports(statement.tenant_id, statement.period):
            known[report.entry] += report.units
        return tuple(self._report(statement, each, known) for each in latest(over, known, most))

    def _report(self, statement: Statement, over: Over, known: Counter[str]) -> Report:
        entry = entry_id(over.entry)
        return Report(
            tenant_id=statement.tenant_id,
            period=statement.period,
            id=f"{entry}.{known[entry]}",
            entry=entry,
            units=over.units,
            cents=over.cents,
            used_at=over.entry.at,
            written_at=self.clock.now(),
        )


_NOTHING_SOLD = OverageTerms(0, None)


def meter_of(statement: Statement) -> Meter:
    return Meter(statement.tenant_id, SOLD.value, statement.period)


def _plan_of(entry: LedgerEntry, tenant: Tenant) -> PlanCode:
    """That it was admitted under; the one in force where the ledger does not say."""
    named = entry.facts.get("plan")
    return PlanCode(named) if named in set(PlanCode) else tenant.plan
