"""Which of the things that a stage depends on answer, asked as a tenant would ask."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from nyqst.errors import NotFound, NyqstError
from nyqst.events.model import LogName
from nyqst.isolation.acting import acting_for
from nyqst.metering.model.meter import Meter, ShardKey

if TYPE_CHECKING:
    from nyqst.bootstrap import Platform

_NOBODY = "ten_probe"
_NOTHING = "0" * 64


def probed(platform: "Platform") -> Mapping[str, bool]:
    nowhere = ShardKey(Meter(_NOBODY, "", ""), 0)
    checks: Mapping[str, Callable[[], object]] = {
        "app_table": lambda: platform.app_table.get(f"{_NOBODY}#TENANT", "META"),
        "events_table": lambda: platform.events.head(LogName(_NOBODY, "PROBE")),
        "usage_table": lambda: platform.metering.meters.shard(nowhere),
        "artifacts": lambda: platform.content.size(_NOBODY, _NOTHING),
        "workflow": lambda: platform.research.workflow.probe(),
        "billing": platform.billing.configured,
    }
    with acting_for(_NOBODY):
        return {name: _answers(check) for name, check in checks.items()}


def _answers(check: Callable[[], object]) -> bool:
    try:
        check()
    except NotFound:
        return True
    except NyqstError:
        return False
    return True
