"""A schedule: which deliveries come when, how often, and which never; it can be told and tried."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from infra.local.stripe_twin.courier import Delivery, Endpoint
from nyqst.billing.model.invoice import Invoice, invoiced
from nyqst.billing.model.subscription import Subscription
from nyqst.identity.model.tenant import Tenant
from tests.simulation.billing.life_cycles import LIFE_CYCLES
from tests.simulation.kept import smallest
from tests.stripe_twin.in_process import client_of
from tests.till import Till

_URL = "https://nyqst.example/"
_VERSIONS = ("2019-09-09", "2024-06-20", "2026-10-28.endive")
SHAPES: Mapping[str, Endpoint] = {
    **{version: Endpoint(_URL, version=version) for version in _VERSIONS},
    "thin": Endpoint(_URL, kind="thin"),
}
_LONGEST_UNSWEPT = timedelta(days=8)
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
_SEEDS_TRIED = 8
"""For each way to make a schedule smaller: a smaller one draws other chances."""

MakeTill = Callable[..., Till]


@dataclass(frozen=True, slots=True)
class Odds:
    dropped: float = 0.25
    doubled: float = 0.25
    late: float = 0.4
    swept: float = 0.5


@dataclass(frozen=True, slots=True)
class Ending:
    """How a tenant stands, but for how often that was written."""

    tenant: Tenant
    subscription: Subscription
    invoices: tuple[Invoice, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    life_cycle: str
    shape: str
    seed: int
    odds: Odds = Odds()
    steps: int = 100
    """So many of the life cycle's, if it has them."""

    def run(self, make_till: MakeTill = Till) -> tuple[Ending, Ending]:
        """How it stands with us, and how it does with Stripe."""
        chance = random.Random(f"{self.life_cycle}:{self.seed}")
        till = make_till(endpoint=SHAPES[self.shape], seed=self.seed)
        waiting: list[Delivery] = []
        swept = till.clock.now()
        for step in LIFE_CYCLES[self.life_cycle][: self.steps]:
            step(till)
            waiting += [each for each in till.outgoing() if chance.random() > self.odds.dropped]
            waiting = self._come(till, waiting, chance)
            overdue = till.clock.now() - swept > _LONGEST_UNSWEPT
            if overdue or chance.random() < self.odds.swept:
                till.sweep()
                swept = till.clock.now()
        for delivery in chance.sample(waiting, len(waiting)):
            till.project(till.take(delivery))
        till.clock.move(days=1)
        till.sweep()
        return ending(till), with_stripe(till)

    def fault(self, make_till: MakeTill = Till) -> str:
        """What is not as promised; empty if all is."""
        try:
            ours, theirs = self.run(make_till)
        except Exception as error:  # noqa: BLE001 - whatever it is, it was found
            return f"{type(error).__name__}: {error}"
        return _differing(ours, theirs)

    def _come(self, till: Till, waiting: list[Delivery], chance: random.Random) -> list[Delivery]:
        """Some of them, in any order, some of those twice; the others wait."""
        left = []
        for delivery in chance.sample(waiting, len(waiting)):
            is_late = chance.random() < self.odds.late
            if not is_late:
                till.project(till.take(delivery))
            if is_late or chance.random() < self.odds.doubled:
                left.append(delivery)
        return left


def every(seeds: range) -> Iterator[Schedule]:
    """Each life cycle in each shape of its events, under each seed."""
    for seed in seeds:
        for life_cycle in LIFE_CYCLES:
            yield from (Schedule(life_cycle, shape, seed) for shape in SHAPES)


def shrunk(schedule: Schedule, make_till: MakeTill = Till) -> Schedule:
    """The smallest found that still fails: fewer kinds of fault, fewer steps."""
    return smallest(schedule, _simpler, partial(_failing, make_till=make_till))


def _failing(schedule: Schedule, make_till: MakeTill) -> Schedule | None:
    under_seeds = (replace(schedule, seed=seed) for seed in range(_SEEDS_TRIED))
    tried = (schedule, *under_seeds)
    return next((each for each in tried if each.fault(make_till)), None)


def _simpler(schedule: Schedule) -> Iterator[Schedule]:
    for kind in fields(Odds):
        if getattr(schedule.odds, kind.name):
            yield replace(schedule, odds=replace(schedule.odds, **{kind.name: 0}))
    steps = min(schedule.steps, len(LIFE_CYCLES[schedule.life_cycle]))
    if steps > 1:
        yield replace(schedule, steps=steps - 1)


def ending(till: Till) -> Ending:
    return _ending(till, till.records.list(Invoice, 100, None, tenant_id="ten_a").items)


def with_stripe(till: Till) -> Ending:
    """Made anew from what it has in the end, as if nothing had ever been told."""
    afresh = Till(clock=till.clock)
    afresh.gateway = till.gateway
    afresh.project = afresh.worker(afresh.books)
    customer = till.customers.known()
    afresh.project.recheck(customer)
    listed = client_of(till.twin).v1.invoices.list({"customer": customer.id, "limit": 100})
    told = [till.gateway.invoice(invoice.id) for invoice in listed.data]
    made = [invoiced("ten_a", invoice, None) for invoice in told if invoice]
    return _ending(afresh, tuple(sorted(made, key=lambda invoice: invoice.id)))


def _ending(till: Till, invoices: tuple[Invoice, ...]) -> Ending:
    subscription = till.subscription
    return Ending(
        till.tenant,
        replace(subscription, version=0, updated_at=_NEVER, created_at=_NEVER),
        tuple(replace(invoice, version=0) for invoice in invoices),
    )


def _differing(ours: Ending, theirs: Ending) -> str:
    names = [field.name for field in fields(Ending)]
    return ", ".join(name for name in names if getattr(ours, name) != getattr(theirs, name))
