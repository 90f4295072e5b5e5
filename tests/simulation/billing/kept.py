"""The schedules in `kept.json`."""

from pathlib import Path

from tests.simulation.billing.schedules import Schedule
from tests.simulation.kept import KeptFile

KEPT = KeptFile(Path(__file__).with_name("kept.json"), Schedule)
