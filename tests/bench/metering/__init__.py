"""What metering promises and what it costs: on the local stack's DynamoDB, simulated, modelled."""

from collections.abc import Iterator

from infra.local import deployment, stack
from tests.bench.measured import Measured
from tests.bench.metering import cycle, exactness, simulated


def measure() -> Iterator[Measured]:
    yield from simulated.measure()
    local = stack.up(lambda _: None)
    table = deployment.outputs()["UsageTable"]
    client = deployment.client(local.emulator_port, "dynamodb", connections=max(exactness.CLIENTS))
    yield from exactness.measure(client, table)
    yield from cycle.measure(client, table)
