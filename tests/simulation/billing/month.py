"""Fifty tenants and a month at Stripe's twin: plans, trials, upgrades, use, by a seed.

`drift_cents` is what the last reconciliation of all of them comes to.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache

from infra.local.stripe_twin import usage
from nyqst.billing.manage import Offered
from nyqst.billing.model.prices import Interval
from nyqst.billing.model.reconciliation import Reconciliation
from nyqst.billing.model.report import Report
from nyqst.billing.model.subscription import BillingAccount, Customer
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.plan import PlanCode
from nyqst.identity.records import Added, ref
from nyqst.metering.catalog.builtin import builtin_catalog
from nyqst.metering.model.catalog import Catalog, Feature, Plan, Quota
from nyqst.metering.model.meter import Meter
from nyqst.metering.model.period import Cycle, period_of
from nyqst.metering.reserve import Reserve
from nyqst.metering.settle import Settlement
from tests.builders import a_tenant
from tests.fakes.clock import FixedClock
from tests.till import Till

TENANTS = 50
BEGINS = datetime(2026, 11, 1, 9, 30, 17, tzinfo=UTC)
MONTH = "2026-11"
INCLUDED = {PlanCode.PROFESSIONAL: 8, PlanCode.TEAM: 20}
"""Little enough that many use more."""


@cache
def catalog() -> Catalog:
    sold = builtin_catalog().plans
    plans = {code: _with(plan, INCLUDED.get(code)) for code, plan in sold.items()}
    return replace(builtin_catalog(), plans=plans)


def _with(plan: Plan, included: int | None) -> Plan:
    quota = plan.features[Feature.RESEARCH_RUN]
    if included is None or not isinstance(quota, Quota):
        return plan
    fewer = replace(quota, included=included)
    return replace(plan, features={**plan.features, Feature.RESEARCH_RUN: fewer})


@dataclass
class Month:
    seed: int = 0
    tenants: int = TENANTS
    loses_on: int | None = None
    """The day on which Stripe loses an event that it has taken."""
    lost: Report | None = None
    till: Till = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.clock = FixedClock(BEGINS)
        self.till = Till(self.clock, seed=self.seed, catalog=catalog)
        self.names = [f"ten_{number:02}" for number in range(self.tenants)]
        self.runs = 0

    def __call__(self) -> None:
        """From the first of the month to the day on which all of it is invoiced."""
        for name in self.names:
            self.till.records.commit(Added(a_tenant(name)))
            self.clock.move(minutes=self.chance.randrange(1, 40))
            self._buy(name)
        days = 0
        while self.clock.now() < datetime(2026, 12, 1, tzinfo=UTC):
            self._day(days)
            days += 1
        self._pass(hours=1, days=8)
        self._pass(hours=12, days=30)

    def reconciled(self) -> tuple[Reconciliation, ...]:
        found = [self.till.reconcile(customer, MONTH) for customer in self.customers()]
        return tuple(each for each in found if each)

    @property
    def drift_cents(self) -> int:
        return sum(each.drift_cents for each in self.reconciled())

    def customers(self) -> list[Customer]:
        accounts = [self.till.records.get(ref(BillingAccount, tenant_id=n)) for n in self.names]
        return [Customer(each.customer_id, each.tenant_id, BEGINS) for each in accounts if each]

    def use(self, name: str, units: int = 1) -> None:
        """One run, or several told as one."""
        tenant = self._tenant(name)
        quota = catalog().plans[tenant.plan].features[Feature.RESEARCH_RUN]
        assert isinstance(quota, Quota)
        settlement = Settlement(self.till.meters, self.clock)
        meter = Meter(name, "research_run", period_of(Cycle.MONTH, self.clock.now()).key)
        reserve = Reserve(self.till.meters, settlement, self.clock)
        self.runs += 1
        facts = {"plan": tenant.plan.value}
        held = reserve(meter, quota.cut, f"run_{self.runs:06}", units, timedelta(hours=2), facts)
        settlement.commit(held, units, facts)

    def _buy(self, name: str) -> None:
        plan = self.chance.choice([PlanCode.PROFESSIONAL, PlanCode.PROFESSIONAL, PlanCode.TEAM])
        interval = Interval.MONTH
        if plan is PlanCode.PROFESSIONAL and self.chance.random() < 0.1:
            interval = Interval.YEAR
        self.till.trial_days = 7 if self.chance.random() < 0.2 else 0
        self.till.buyer = name
        self.till.with_card()
        self.till.subscriptions.start(Offered(plan, interval))

    def _day(self, day: int) -> None:
        for name in self.names:
            for _ in range(self.chance.choice([0, 0, 1, 1, 2])):
                self.clock.move(seconds=self.chance.randrange(1, 700))
                self.use(name, self.chance.choice([1, 1, 1, 1, 3]))
        if day % 5 == 4:
            self._change(self.chance.choice(self.names))
        self._pass(hours=1, days=0.5)
        if day == self.loses_on:
            self._lose()

    def _change(self, name: str) -> None:
        plan = self.chance.choice([PlanCode.PROFESSIONAL, PlanCode.TEAM])
        self.till.buyer = name
        held = self.till.subscription
        if held.plan is not plan:
            self.till.subscriptions.change_plan(Offered(plan), at_period_end=False)

    def _lose(self) -> None:
        reports = (
            report
            for name in self.names
            for report in self.till.statements.reports(name, MONTH)
            if report.sent_at
        )
        self.lost = next(reports)
        usage.lose(self.till.twin.account, self.lost.id)

    def _pass(self, *, hours: float, days: float) -> None:
        until = self.clock.now() + timedelta(days=days)
        while self.clock.now() < until:
            self.clock.move(hours=hours)
            self.till.deliver()
            self.till.report()

    def _tenant(self, name: str) -> Tenant:
        found = self.till.records.get(ref(Tenant, id=name))
        assert found is not None
        return found
