"""The real use cases along a thousand schedules with every fault a network has."""

import sys
from collections.abc import Iterator
from multiprocessing import Pool

from tests.bench.measured import Measured
from tests.simulation.metering.world import Settled, World

_SEEDS = range(1_000)
_UNITS_EACH = 100
_OPERATIONS = 1_000_000
_PROCESSES = 2


def measure() -> Iterator[Measured]:
    with Pool(_PROCESSES) as pool:
        outcomes = pool.map(_run, _SEEDS, chunksize=10)
    settled = [outcome for outcome in outcomes if isinstance(outcome, Settled)]
    failed = [outcome for outcome in outcomes if isinstance(outcome, str)]
    for failure in failed:
        print(failure, file=sys.stderr)  # noqa: T201
    operations = sum(each.operations for each in settled)
    yield Measured("metering.lost_or_doubled_usage", len(failed), "seeds", "exact", 0)
    yield Measured("metering.simulated_operations", operations, "", "higher", _OPERATIONS)
    yield Measured("metering.simulated_calls", sum(each.calls for each in settled), "", "higher")
    yield Measured("metering.simulated_denials", sum(each.denied for each in settled), "", "higher")
    yield Measured("metering.simulated_late", sum(each.late for each in settled), "", "higher")


def _run(seed: int) -> Settled | str:
    """What the seed came to, or what was wrong with it."""
    try:
        return World(seed, units_each=_UNITS_EACH).run()
    except Exception as error:  # noqa: BLE001
        return f"World({seed}, units_each={_UNITS_EACH}): {type(error).__name__}: {error}"
