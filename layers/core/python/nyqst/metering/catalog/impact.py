"""Whom another catalog would touch, and who would be over its limits at once."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from nyqst.clock import Clock
from nyqst.identity.model.tenant import Tenant, TenantName
from nyqst.identity.plan import PlanCode
from nyqst.identity.ports import Records
from nyqst.identity.records import ref
from nyqst.isolation.acting import acting_for
from nyqst.metering.model.allow import plan_for
from nyqst.metering.model.catalog import Catalog, Feature, Plan, Quota
from nyqst.metering.model.meter import Balance, Meter
from nyqst.metering.model.period import period_of
from nyqst.metering.model.rule import Rule
from nyqst.metering.model.terms import allowed_by
from nyqst.metering.ports import MeterStore
from nyqst.metering.usage import balance_of
from nyqst.paging import MAX_PAGE

MOST_TENANTS = 1_000
"""As many are looked at."""
MOST_NAMED = 100
"""As many of a plan are named."""


@dataclass(frozen=True, slots=True)
class Touched:
    plan: PlanCode
    tenants: int
    tenant_ids: tuple[str, ...]
    """The first of them."""


@dataclass(frozen=True, slots=True)
class OverLimit:
    tenant_id: str
    plan: PlanCode
    feature: Feature
    taken: int
    """Used and set aside in the current period."""
    limit: int
    """As it would be."""


@dataclass(frozen=True, slots=True)
class Impact:
    touched: tuple[Touched, ...]
    over_limit: tuple[OverLimit, ...]
    looked_at: int
    """Tenants."""
    complete: bool
    """Whether that was all of them."""


@dataclass(frozen=True, slots=True)
class FindImpact:
    records: Records
    meters: MeterStore
    clock: Clock

    def __call__(self, before: Catalog, after: Catalog) -> Impact:
        with acting_for():
            return self._found(before, after)

    def _found(self, before: Catalog, after: Catalog) -> Impact:
        tenants, complete = self._tenants()
        is_touched = touching(before, after)
        touched: Mapping[PlanCode, list[Tenant]] = defaultdict(list)
        for tenant in filter(is_touched, tenants):
            touched[tenant.plan].append(tenant)
        return Impact(
            touched=tuple(_touched(plan, touched[plan]) for plan in PlanCode if plan in touched),
            over_limit=tuple(
                over
                for concerned in touched.values()
                for tenant in concerned
                for feature, quota in _tightened(*self._plans(tenant, before, after))
                for over in self._over(tenant, feature, quota)
            ),
            looked_at=len(tenants),
            complete=complete,
        )

    def _plans(self, tenant: Tenant, before: Catalog, after: Catalog) -> tuple[Plan, Plan]:
        allowances, now = tenant.allowances or {}, self.clock.now()
        old, new = (plan_for(each, tenant.plan, allowances, now) for each in (before, after))
        return old, new

    def _tenants(self) -> tuple[list[Tenant], bool]:
        found: list[Tenant] = []
        cursor = None
        while len(found) < MOST_TENANTS:
            page = self.records.list(TenantName, MAX_PAGE, cursor)
            wanted = [ref(Tenant, id=name.tenant_id) for name in page.items]
            found += [tenant for tenant in self.records.get_together(*wanted) if tenant]
            cursor = page.next_cursor
            if cursor is None:
                return found, True
        return found, False

    def _over(self, tenant: Tenant, feature: Feature, quota: Quota) -> Iterator[OverLimit]:
        meter = Meter(tenant.id, feature, period_of(quota.cycle, self.clock.now()).key)
        nothing = Balance.untouched(0)
        balance = balance_of(self.meters, meter, quota.cut.shards) or nothing
        taken = balance.used + balance.held
        if taken > quota.cut.limit:
            yield OverLimit(tenant.id, tenant.plan, feature, taken, quota.cut.limit)


def touching(before: Catalog, after: Catalog) -> Callable[[Tenant], bool]:
    """What holds for all plans, such as a price, touches everybody."""
    common = _common(before) != _common(after)
    plans = {plan for plan in PlanCode if _sold(before, plan) != _sold(after, plan)}
    rules = set(before.rules) ^ set(after.rules) | set(_shifted(before, after))

    def is_touched(tenant: Tenant) -> bool:
        return common or tenant.plan in plans or any(_is_about(rule, tenant) for rule in rules)

    return is_touched


def _common(catalog: Catalog) -> tuple[object, ...]:
    return catalog.tasks, catalog.model_classes, catalog.fallback_class, catalog.prices


def _sold(catalog: Catalog, code: PlanCode) -> tuple[object, ...]:
    plan = catalog.plans[code]
    return plan, [catalog.features[feature] for feature in plan.features]


def _shifted(before: Catalog, after: Catalog) -> Iterator[Rule]:
    """Rules that say the same as before of something that has changed, as of another plan."""
    for rule in after.rules:
        if set(allowed_by(before, rule.effect)) != set(allowed_by(after, rule.effect)):
            yield rule


def _is_about(rule: Rule, tenant: Tenant) -> bool:
    wanted = ((rule.when.plans, tenant.plan), (rule.when.statuses, tenant.status))
    return all(not those or its in those for those, its in wanted)


def _touched(plan: PlanCode, tenants: list[Tenant]) -> Touched:
    named = tuple(tenant.id for tenant in tenants[:MOST_NAMED])
    return Touched(plan, len(tenants), named)


def _tightened(before: Plan, after: Plan) -> Iterator[tuple[Feature, Quota]]:
    for feature, quota in after.features.items():
        if quota is None:
            continue
        earlier = before.features.get(feature)
        if earlier is None or quota.cut.limit < earlier.cut.limit or quota.cycle != earlier.cycle:
            yield feature, quota
