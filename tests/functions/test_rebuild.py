"""An operator has a counter rebuilt through the function that found it wrong."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nyqst.bootstrap import Platform
from nyqst.errors import NotFound
from nyqst.metering.model.meter import ShardKey
from nyqst.metering.model.reservation import Shard
from nyqst.research.run_admission import asked_by
from tests.builders import a_caller
from tests.iam.guard import Deployed

sweep_meters = Deployed("sweep_meters").handle


@pytest.fixture
def key(services: Platform, tenant: str) -> ShardKey:
    """Of a shard in which one unit was used."""
    asking = asked_by(a_caller(tenant))
    permit = services.research.run_admission.admit(asking, "run", timedelta(hours=1))
    services.metering.settlement.commit(permit.reservation, 1)
    return permit.reservation.shard


def seen(services: Platform, key: ShardKey) -> Shard:
    shard = services.metering.meters.shard(key)
    assert shard is not None
    return shard


def asked(key: ShardKey) -> dict[str, dict[str, str]]:
    meter = key.meter
    told = {"tenant_id": meter.tenant_id, "feature": meter.name, "period": meter.period}
    return {"rebuild": told}


def test_the_operator_has_a_counter_rebuilt(
    services: Platform, key: ShardKey, caplog: pytest.LogCaptureFixture
) -> None:
    right = seen(services, key)
    was = right.balance
    wrong = replace(was, remaining=was.remaining - 4, used=was.used + 4)
    assert services.metering.meters.correct(right, wrong)
    (told,) = sweep_meters(asked(key), None)["rebuilt"]
    assert (told["shard"], told["before"]["used"], told["after"]["used"]) == (key.number, 5, 1)
    assert seen(services, key) == right
    assert "a meter was rebuilt from its ledger" in caplog.text


def test_a_counter_that_is_right_is_answered_by_nothing(key: ShardKey) -> None:
    assert sweep_meters(asked(key), None) == {"rebuilt": []}


def test_a_meter_that_is_not_there_is_refused(key: ShardKey) -> None:
    other = {**asked(key)["rebuild"], "feature": "research_runs"}
    with pytest.raises(NotFound):
        sweep_meters({"rebuild": other}, None)
