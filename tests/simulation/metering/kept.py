"""The schedules in `kept.json`."""

from pathlib import Path

from tests.simulation.kept import KeptFile
from tests.simulation.metering.schedule import Schedule

KEPT = KeptFile(Path(__file__).with_name("kept.json"), Schedule)
