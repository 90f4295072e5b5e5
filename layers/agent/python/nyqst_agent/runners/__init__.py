"""Which runner does a run. What a runner needs is imported when one is made, not before."""

from collections.abc import Callable, Mapping

from nyqst.errors import InvalidInput
from nyqst.metering.purse import Purse
from nyqst.research.runner import Runner
from nyqst.settings import Settings

_SCENARIO = "scenario:"


def make_runner(name: str, settings: Settings, purse: Purse | None = None) -> Runner:
    """`offline`, `bedrock`, or `scenario:<name>`. Raises `InvalidInput` for any other.

    Without a purse a model's calls are counted and not bounded.
    """
    if name.startswith(_SCENARIO):
        return _scenario(name.removeprefix(_SCENARIO))
    if name not in _MAKERS:
        raise InvalidInput(f"There is no runner {name!r}", code="unknown_runner")
    return _MAKERS[name](settings, purse)


def _scenario(name: str) -> Runner:
    from nyqst_agent.offline.runner import OfflineRunner
    from nyqst_agent.runners.patient import Patience, PatientRunner
    from nyqst_agent.runners.scenario import SCENARIOS

    if name not in SCENARIOS:
        raise InvalidInput(f"There is no scenario {name!r}", code="unknown_scenario")
    return PatientRunner(SCENARIOS[name](OfflineRunner()), Patience(first_s=0.1))


def _offline(_settings: Settings, _purse: Purse | None) -> Runner:
    from nyqst_agent.offline.runner import OfflineRunner

    return OfflineRunner()


def _bedrock(settings: Settings, purse: Purse | None) -> Runner:
    from nyqst_agent.offline.runner import OfflineRunner
    from nyqst_agent.runners.bedrock.connect import connect
    from nyqst_agent.runners.patient import PatientRunner
    from nyqst_agent.runners.thrifty import ThriftyRunner

    patient = PatientRunner(connect(settings.bedrock_model_id, purse))
    return ThriftyRunner(patient, OfflineRunner())


_MAKERS: Mapping[str, Callable[[Settings, Purse | None], Runner]] = {
    "offline": _offline,
    "bedrock": _bedrock,
}
