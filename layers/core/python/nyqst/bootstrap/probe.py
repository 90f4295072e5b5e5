"""Which of the things that a stage depends on answer."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from nyqst.errors import NotFound, NyqstError
from nyqst.events.model import LogName
from nyqst.metering.model.meter import Meter, ShardKey

if TYPE_CHECKING:
    from nyqst.bootstrap import Platform

_NOTHING = "0" * 64


def probed(platform: "Platform") -> Mapping[str, bool]:
    nowhere = ShardKey(Meter("PROBE", "", ""), 0)
    checks: Mapping[str, Callable[[], object]] = {
        "app_table": lambda: platform.app_table.get("PROBE", "PROBE"),
        "events_table": lambda: platform.events.head(LogName("PROBE", "PROBE")),
        "usage_table": lambda: platform.meters.shard(nowhere),
        "artifacts": lambda: platform.content.size("PROBE", _NOTHING),
        "workflow": lambda: platform.workflow.probe(),
    }
    return {name: _answers(check) for name, check in checks.items()}


def _answers(check: Callable[[], object]) -> bool:
    try:
        check()
    except NotFound:
        return True
    except NyqstError:
        return False
    return True
