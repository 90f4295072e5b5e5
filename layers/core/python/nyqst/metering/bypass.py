"""Whether limits are bypassed, as a function knows it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from nyqst.clock import Clock
from nyqst.errors import Unavailable
from nyqst.identity.model.platform import Switches
from nyqst.identity.ports import Records
from nyqst.identity.records import ref

STALE_AFTER = timedelta(seconds=30)
"""A switch that is turned holds everywhere after so long."""


@dataclass
class KeptSwitches:
    """While the store does not answer, what it said last holds; before that, limits do."""

    records: Records
    clock: Clock
    _known: Switches = field(default_factory=Switches)
    _read_at: datetime | None = None

    def bypassed(self) -> bool:
        now = self.clock.now()
        if self._read_at is None or now - self._read_at >= STALE_AFTER:
            self._read(now)
        return self._known.bypass_limits

    def _read(self, now: datetime) -> None:
        try:
            self._known = self.records.get(ref(Switches)) or Switches()
        except Unavailable:
            return
        self._read_at = now
