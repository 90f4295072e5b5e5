"""What `make mutants` has found, if it was run in this checkout."""

import json
from collections.abc import Iterator

from tests.bench.measured import Measured
from tests.mutants import FIGURE


def measure() -> Iterator[Measured]:
    if FIGURE.exists():
        found = json.loads(FIGURE.read_text())
        share = round(found["killed"] / found["every"], 3)
        yield Measured("metering.mutants_killed", share, "ratio", "higher", 0.9)
