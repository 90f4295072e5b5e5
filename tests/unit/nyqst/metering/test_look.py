"""What is seen of a tenant's meters."""

from nyqst.metering.look import meter_of
from nyqst.metering.model.catalog import Quota
from nyqst.metering.model.feature import Feature
from nyqst.metering.model.meter import Meter
from nyqst.metering.model.period import Cycle
from tests.fakes.clock import FixedClock


def test_a_meter_is_of_a_tenant_a_feature_and_the_period_that_is_now() -> None:
    clock, daily = FixedClock(), Quota(Cycle.DAY, included=5)
    day = clock.now().date().isoformat()
    assert meter_of("ten_a", Feature.LLM_TOKENS, daily, clock) == Meter("ten_a", "llm_tokens", day)
