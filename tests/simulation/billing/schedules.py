"""One seed is one schedule: which deliveries come when, how often, and which never."""

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from infra.local.stripe_twin.courier import Delivery, Endpoint
from nyqst.billing.model.invoice import Invoice, invoiced
from nyqst.billing.model.subscription import Subscription
from nyqst.identity.model.tenant import Tenant
from tests.simulation.billing.life_cycles import LIFE_CYCLES
from tests.stripe_twin.in_process import client_of
from tests.till import Till

SHAPES = [
    Endpoint("https://nyqst.example/", version=version)
    for version in ("2019-09-09", "2024-06-20", "2026-10-28.endive")
] + [Endpoint("https://nyqst.example/", kind="thin")]
_DROPPED, _DOUBLED, _LATE, _SWEPT = 0.25, 0.25, 0.4, 0.5
_LONGEST_UNSWEPT = timedelta(days=8)
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a tenant stands, but for how often that was written."""

    tenant: Tenant
    subscription: Subscription
    invoices: tuple[Invoice, ...]


def run(life_cycle: str, seed: int) -> tuple[Ending, Ending]:
    """How it stands with us, and how it does with Stripe."""
    chance = random.Random(f"{life_cycle}:{seed}")
    till = Till(endpoint=chance.choice(SHAPES), seed=seed)
    waiting: list[Delivery] = []
    swept = till.clock.now()
    for step in LIFE_CYCLES[life_cycle]:
        step(till)
        waiting += [each for each in till.outgoing() if chance.random() > _DROPPED]
        waiting = _come(till, waiting, chance)
        overdue = till.clock.now() - swept > _LONGEST_UNSWEPT
        if overdue or chance.random() < _SWEPT:
            till.sweep()
            swept = till.clock.now()
    for delivery in chance.sample(waiting, len(waiting)):
        till.project(till.take(delivery))
    till.clock.move(days=1)
    till.sweep()
    return _with_us(till), _with_stripe(till)


def _come(till: Till, waiting: list[Delivery], chance: random.Random) -> list[Delivery]:
    """Some of them, in any order, some of those twice; the others wait."""
    left = []
    for delivery in chance.sample(waiting, len(waiting)):
        is_late = chance.random() < _LATE
        if not is_late:
            till.project(till.take(delivery))
        if is_late or chance.random() < _DOUBLED:
            left.append(delivery)
    return left


def _with_us(till: Till) -> Ending:
    return _ending(till, till.records.list(Invoice, 100, None, tenant_id="ten_a").items)


def _with_stripe(till: Till) -> Ending:
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
