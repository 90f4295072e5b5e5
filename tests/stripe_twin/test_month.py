"""A month of many customers: what was reported, summed up and billed is one and the same."""

import random
from typing import Any

from infra.local.stripe_twin.twin import Twin
from tests.fakes.clock import FixedClock
from tests.stripe_twin.in_process import client_of
from tests.stripe_twin.shop import Shop, item_of, open_shop

CUSTOMERS = 20
DAY = 86_400


def test_reports_sums_and_invoices_agree() -> None:
    clock = FixedClock()
    twin = Twin(clock)
    twin.faults.rate, twin.faults.kinds = 0.1, ("lost", "timeout", "unavailable")
    shop = open_shop(client_of(twin, retries=10))
    reported = _month(shop, clock)
    twin.faults.rate = 0.0
    summed = {customer: _sum(shop, customer) for customer in reported}
    billed = {customer: _billed(shop, customer) for customer in reported}
    assert reported == summed == billed


def _month(shop: Shop, clock: FixedClock) -> dict[str, int]:
    chance = random.Random(5)
    customers = [shop.customer() for _ in range(CUSTOMERS)]
    for customer in customers:
        shop.subscribe(customer, items=[{"price": shop.small}, {"price": shop.overage}])
    reported = dict.fromkeys(customers, 0)
    for number in range(200):
        clock.move(hours=chance.random() * 6)
        customer, runs = chance.choice(customers), chance.randint(1, 9)
        shop.use(customer, f"run_{number}", runs)
        reported[customer] += runs
    clock.move(days=31)
    return reported


def _sum(shop: Shop, customer: str) -> int:
    span: Any = {"customer": customer, "start_time": 20_300 * DAY, "end_time": 21_000 * DAY}
    [row] = shop.client.v1.billing.meters.event_summaries.list(shop.meter, span).data
    return int(row.aggregated_value)


def _billed(shop: Shop, customer: str) -> int:
    [subscription] = shop.client.v1.subscriptions.list({"customer": customer}).data
    metered = item_of(subscription, 1).id
    return sum(
        line.amount // 50
        for invoice in shop.invoices(customer)
        for line in invoice.lines.data
        if line["parent"]["subscription_item_details"]["subscription_item"] == metered
    )
