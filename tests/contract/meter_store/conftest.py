"""The meter stores that are held to the same promises, the fake and the real one."""

import pytest

from nyqst.metering.dynamodb import DynamoMeterStore
from nyqst.metering.model.meter import Meter, ShardKey
from nyqst.metering.ports import MeterStore
from tests.aws import Aws
from tests.contract.meter_store.shards import CUT
from tests.fakes.meter_store import MemoryMeterStore


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> MeterStore:
    if request.param == "memory":
        return MemoryMeterStore()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoMeterStore(aws.dynamodb, aws.usage_table)


@pytest.fixture
def meter(tenant: str) -> Meter:
    return Meter(tenant, "research_run", "2026-11")


@pytest.fixture
def key(store: MeterStore, meter: Meter) -> ShardKey:
    """Of a shard with ten units, cut and untouched."""
    assert store.recut(meter, [None], CUT)
    return ShardKey(meter, 0)
