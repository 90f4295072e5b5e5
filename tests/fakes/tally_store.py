"""Tallies in memory."""

from dataclasses import dataclass, field
from datetime import date

from nyqst.metering.model.meter import ShardKey
from nyqst.metering.model.tally import Tally


@dataclass
class MemoryTallyStore:
    _tallies: dict[tuple[date, ShardKey], Tally] = field(default_factory=dict)

    def keep(self, tally: Tally) -> None:
        place = (tally.day, tally.shard)
        known = self._tallies.get(place)
        if known is None or known.entries < tally.entries:
            self._tallies[place] = tally

    def between(
        self, tenant_id: str, meter_name: str, first: date, last: date
    ) -> tuple[Tally, ...]:
        def wanted(tally: Tally) -> bool:
            meter = tally.shard.meter
            return (meter.tenant_id, meter.name) == (tenant_id, meter_name)

        found = filter(wanted, self._tallies.values())
        inside = [tally for tally in found if first <= tally.day <= last]
        return tuple(sorted(inside, key=lambda tally: (tally.day, str(tally.shard))))
