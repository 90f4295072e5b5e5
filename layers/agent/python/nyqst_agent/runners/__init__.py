"""Which runner does a run. What a runner needs is imported when one is made, not before."""

from collections.abc import Callable, Mapping

from nyqst.errors import InvalidInput
from nyqst.metering.choose_model import ModelTerms
from nyqst.metering.purse import Purse
from nyqst.research.runner import Runner

Model = Callable[[], ModelTerms]

_SCENARIO = "scenario:"


def make_runner(name: str, model: Model, purse: Callable[[], Purse] | None = None) -> Runner:
    """`offline`, `bedrock`, or `scenario:<name>`. Raises `InvalidInput` for any other.

    Only a runner that has a model asks for one, and for a purse; without a purse its calls are
    counted and not bounded.
    """
    if name.startswith(_SCENARIO):
        return _scenario(name.removeprefix(_SCENARIO))
    if name not in _MAKERS:
        raise InvalidInput(f"There is no runner {name!r}", code="unknown_runner")
    return _MAKERS[name](model, purse)


def _scenario(name: str) -> Runner:
    from nyqst_agent.offline.runner import OfflineRunner
    from nyqst_agent.runners.patient import Patience, PatientRunner
    from nyqst_agent.runners.scenario import SCENARIOS

    if name not in SCENARIOS:
        raise InvalidInput(f"There is no scenario {name!r}", code="unknown_scenario")
    return PatientRunner(SCENARIOS[name](OfflineRunner()), Patience(first_s=0.1))


def _offline(_model: Model, _purse: Callable[[], Purse] | None) -> Runner:
    from nyqst_agent.offline.runner import OfflineRunner

    return OfflineRunner()


def _bedrock(model: Model, purse: Callable[[], Purse] | None) -> Runner:
    from nyqst_agent.offline.runner import OfflineRunner
    from nyqst_agent.runners.bedrock.connect import connect
    from nyqst_agent.runners.patient import PatientRunner
    from nyqst_agent.runners.thrifty import ThriftyRunner

    patient = PatientRunner(connect(model(), purse() if purse else None))
    return ThriftyRunner(patient, OfflineRunner())


_MAKERS: Mapping[str, Callable[[Model, Callable[[], Purse] | None], Runner]] = {
    "offline": _offline,
    "bedrock": _bedrock,
}
