import subprocess
import sys

import pytest

from infra.stage import STAGES
from nyqst.errors import InvalidInput, ModelFailed
from nyqst.settings import Settings
from nyqst_agent.offline.runner import OfflineRunner
from nyqst_agent.runners import make_runner
from nyqst_agent.runners.patient import PatientRunner
from nyqst_agent.runners.scenario import SCENARIOS

_HEAVY = ("langchain", "langchain_core", "langchain_aws", "boto3", "botocore")


def test_offline_is_the_offline_runner() -> None:
    assert isinstance(make_runner("offline", Settings()), OfflineRunner)


def test_a_runner_that_is_not_known_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        make_runner("oracle", Settings())
    assert refused.value.code == "unknown_runner"


def test_a_scenario_that_is_not_known_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        make_runner("scenario:earthquake", Settings())
    assert refused.value.code == "unknown_scenario"


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_scenario_can_be_made(name: str) -> None:
    assert isinstance(make_runner(f"scenario:{name}", Settings()), PatientRunner)


def test_the_local_stage_offers_every_scenario() -> None:
    assert set(STAGES["local"].scenarios) == set(SCENARIOS)


def test_bedrock_without_a_model_is_misconfigured() -> None:
    with pytest.raises(ModelFailed) as failed:
        make_runner("bedrock", Settings())
    assert failed.value.code == "model_misconfigured"


def test_importing_the_runners_loads_no_model_client() -> None:
    program = (
        "import sys; from nyqst_agent.runners import make_runner; "
        "from nyqst.settings import Settings; make_runner('scenario:happy_path', Settings()); "
        f"print([name for name in {_HEAVY} if name in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
