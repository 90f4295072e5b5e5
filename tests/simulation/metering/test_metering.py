"""Many schedules of the real use cases over a store with every fault a network has."""

import pytest

from tests.simulation.metering.faults import QUIET
from tests.simulation.metering.world import World

SEEDS = range(150)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_overspent_lost_or_doubled_under_faults(seed: int) -> None:
    World(seed).run()


@pytest.mark.parametrize("seed", range(20))
def test_without_faults_every_client_comes_to_an_end(seed: int) -> None:
    settled = World(seed, odds=QUIET).run()
    assert settled.admitted + settled.denied > 0


def test_the_faults_are_really_met() -> None:
    """A simulation that never denies, expires or comes late proves nothing."""
    settled = [World(seed).run() for seed in range(1_000, 1_020)]
    assert sum(each.denied for each in settled) > 50
    assert sum(each.late for each in settled) > 10


@pytest.mark.parametrize("seed", range(60))
def test_nothing_is_lost_or_doubled_while_enforcement_is_switched_on_and_off(seed: int) -> None:
    World(seed, switching=0.01).run()


def test_the_switches_are_really_met() -> None:
    worlds = [World(seed, switching=0.01) for seed in range(20)]
    settled = [world.run() for world in worlds]
    reservations = [unit.reservation for world in worlds for unit in world.units]
    assert sum(each is not None and not each.is_held for each in reservations) > 50
    assert sum(each.denied for each in settled) > 50
    assert any(world.cut.limit < sum(unit.used for unit in world.units) for world in worlds)
