"""Without a socket: the same seed and clock, the same history."""

from dataclasses import asdict, replace
from typing import Any

import pytest
import stripe

from infra.local.stripe_twin.twin import Twin
from tests.fakes.clock import FixedClock
from tests.stripe_twin.in_process import client_of
from tests.stripe_twin.shop import open_shop


def test_a_seed_makes_one_history() -> None:
    assert _history(seed=1) == _history(seed=1)


def test_another_seed_makes_other_ids() -> None:
    assert _history(seed=1)[0]["id"] != _history(seed=2)[0]["id"]


def test_faults_at_a_rate_follow_the_seed() -> None:
    assert _failures(seed=3) == _failures(seed=3)
    assert 0 < sum(_failures(seed=3)) < 50


def test_a_lost_answer_is_tried_again_by_the_sdk() -> None:
    twin = Twin(FixedClock())
    twin.faults.enqueue("lost")
    client = client_of(twin, retries=1)
    client.v1.customers.create({"email": "ada@example.com"})
    assert len(client.v1.customers.list().data) == 1


@pytest.mark.parametrize("days", [28, 31, 59, 90, 365])
def test_renewals_do_not_depend_on_how_often_is_looked(days: int) -> None:
    assert _renewed(days, steps=1) == _renewed(days, steps=days)


def _history(seed: int) -> list[dict[str, Any]]:
    clock = FixedClock()
    twin = Twin(clock, seed)
    shop = open_shop(client_of(twin))
    shop.subscribe(shop.customer(), trial_period_days=14)
    clock.move(days=60)
    twin.settle()
    # The SDK makes up a key for what is asked without one.
    return [asdict(replace(event, idempotency_key=None)) for event in twin.account.events]


def _failures(seed: int) -> list[bool]:
    twin = Twin(FixedClock(), seed)
    twin.faults.rate = 0.3
    client = client_of(twin)
    failed = []
    for _ in range(50):
        try:
            client.v1.customers.list()
        except stripe.StripeError:
            failed.append(True)
        else:
            failed.append(False)
    return failed


def _renewed(days: int, steps: int) -> list[tuple[str, int]]:
    clock = FixedClock()
    twin = Twin(clock)
    shop = open_shop(client_of(twin))
    shop.subscribe(shop.customer())
    for _ in range(steps):
        clock.move(days=days / steps)
        twin.settle()
    return [(event.type, event.created) for event in twin.account.events]
