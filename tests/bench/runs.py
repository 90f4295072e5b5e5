"""What a run costs beside its model: calls and dollars, counted on the local stack."""

from collections.abc import Iterator

from tests.bench.measured import Measured


def measure() -> Iterator[Measured]:
    yield from ()
