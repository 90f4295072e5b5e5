"""`python -m tests.simulation.metering`: schedules drawn anew; what fails is kept, made small."""

import sys
from random import SystemRandom

from tests.simulation.metering.kept import KEPT
from tests.simulation.metering.schedule import Schedule, shrunk

_SCHEDULES = 2_000
_SEEDS = 10**9


def main() -> None:
    chance = SystemRandom()
    for _ in range(_SCHEDULES):
        schedule = Schedule(chance.randrange(_SEEDS))
        if schedule.fault():
            small = shrunk(schedule)
            KEPT.keep(small.fault(), small)
            raise SystemExit(f"{small.fault()}\nKept as {small}")
    sys.stdout.write(f"{_SCHEDULES} schedules, and all was as promised\n")


if __name__ == "__main__":
    main()
