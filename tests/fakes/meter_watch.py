"""Somebody who remembers which meters they were shown."""

from dataclasses import dataclass, field

from nyqst.metering.model.meter import Meter


@dataclass
class SeenMeters:
    seen: list[Meter] = field(default_factory=list)

    def look(self, meter: Meter) -> None:
        self.seen.append(meter)
