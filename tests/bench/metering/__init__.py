"""What metering promises and what it costs: on the local stack's DynamoDB, simulated, modelled."""

from collections.abc import Iterator

from infra.local import deployment, stack
from nyqst.storage.sdk_config import sdk_config
from tests.bench.measured import Measured
from tests.bench.metering import cycle, exactness, hot_tenant, mutants, simulated


def measure() -> Iterator[Measured]:
    yield from simulated.measure()
    yield from hot_tenant.measure()
    yield from mutants.measure()
    local = stack.up(lambda _: None)
    table = deployment.outputs()["UsageTable"]
    client = deployment.client(
        local.emulator_port,
        "dynamodb",
        connections=max(exactness.CLIENTS),
        config=sdk_config("dynamodb"),
    )
    yield from exactness.measure(client, table)
    bare = deployment.client(local.emulator_port, "dynamodb")
    yield from cycle.measure(client, bare, table)
