"""Which runner does a run. What a runner needs is imported when one is made, not before."""

from collections.abc import Callable, Mapping

from nyqst.errors import InvalidInput
from nyqst.research.runner import Runner
from nyqst.settings import Settings

_SCENARIO = "scenario:"


def make_runner(name: str, settings: Settings) -> Runner:
    """`offline`, `bedrock`, or `scenario:<name>`. Raises `InvalidInput` for any other."""
    if name.startswith(_SCENARIO):
        return _scenario(name.removeprefix(_SCENARIO))
    if name not in _MAKERS:
        raise InvalidInput(f"There is no runner {name!r}", code="unknown_runner")
    return _MAKERS[name](settings)


def _scenario(name: str) -> Runner:
    from nyqst_agent.offline.runner import OfflineRunner
    from nyqst_agent.runners.patient import Patience, PatientRunner
    from nyqst_agent.runners.scenario import SCENARIOS

    if name not in SCENARIOS:
        raise InvalidInput(f"There is no scenario {name!r}", code="unknown_scenario")
    return PatientRunner(SCENARIOS[name](OfflineRunner()), Patience(first_s=0.1))


def _offline(_: Settings) -> Runner:
    from nyqst_agent.offline.runner import OfflineRunner

    return OfflineRunner()


def _bedrock(settings: Settings) -> Runner:
    from nyqst_agent.runners.bedrock.connect import connect
    from nyqst_agent.runners.patient import PatientRunner

    return PatientRunner(connect(settings.bedrock_model_id))


_MAKERS: Mapping[str, Callable[[Settings], Runner]] = {"offline": _offline, "bedrock": _bedrock}
