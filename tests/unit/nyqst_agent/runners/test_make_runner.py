import subprocess
import sys

import pytest

from infra.stage import STAGES
from nyqst.errors import InvalidInput, ModelFailed
from nyqst_agent.offline.runner import OfflineRunner
from nyqst_agent.runners import make_runner
from nyqst_agent.runners.patient import PatientRunner
from nyqst_agent.runners.scenario import SCENARIOS
from tests.fakes.models import no_model

_HEAVY = ("langchain", "langchain_core", "langchain_aws", "boto3", "botocore")


def test_offline_is_the_offline_runner() -> None:
    assert isinstance(make_runner("offline", no_model), OfflineRunner)


def test_a_runner_that_is_not_known_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        make_runner("oracle", no_model)
    assert refused.value.code == "unknown_runner"


def test_a_scenario_that_is_not_known_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        make_runner("scenario:earthquake", no_model)
    assert refused.value.code == "unknown_scenario"


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_scenario_can_be_made(name: str) -> None:
    assert isinstance(make_runner(f"scenario:{name}", no_model), PatientRunner)


def test_the_local_stage_offers_every_scenario() -> None:
    assert set(STAGES["local"].scenarios) == set(SCENARIOS)


def test_bedrock_without_a_model_is_misconfigured() -> None:
    with pytest.raises(ModelFailed) as failed:
        make_runner("bedrock", no_model)
    assert failed.value.code == "model_misconfigured"


def test_importing_the_runners_loads_no_model_client() -> None:
    program = (
        "import sys; from nyqst_agent.runners import make_runner; "
        "make_runner('scenario:happy_path', None); "
        f"print([name for name in {_HEAVY} if name in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
