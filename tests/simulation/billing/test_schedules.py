"""However Stripe's events come, a tenant ends where Stripe has it."""

import pytest

from tests.simulation.billing.life_cycles import LIFE_CYCLES
from tests.simulation.billing.schedules import run

SEEDS = range(15)


@pytest.mark.parametrize("life_cycle", LIFE_CYCLES)
def test_all_schedules_end_alike(life_cycle: str) -> None:
    for seed in SEEDS:
        ours, theirs = run(life_cycle, seed)
        assert ours == theirs, f"{life_cycle}, seed {seed}"
