"""The schedules in `kept.json`: small ones under which something was not as promised."""

from pathlib import Path

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from tests.simulation.metering.schedule import Schedule

_FILE = Path(__file__).with_name("kept.json")


@dataclass(frozen=True)
class Kept:
    found: str
    """What was wrong, or the mistake that was planted."""
    schedule: Schedule


_SCHEDULES = TypeAdapter(tuple[Kept, ...])

KEPT = _SCHEDULES.validate_json(_FILE.read_bytes())


def keep(found: str, schedule: Schedule) -> None:
    known = _SCHEDULES.validate_json(_FILE.read_bytes())
    _FILE.write_bytes(_SCHEDULES.dump_json((*known, Kept(found, schedule)), indent=1) + b"\n")
