"""The switches for all tenants at once, for who runs the platform."""

from dataclasses import dataclass, replace

from nyqst.clock import Clock
from nyqst.identity.audit import audited
from nyqst.identity.model.caller import Caller
from nyqst.identity.model.platform import Switches
from nyqst.identity.ports import Records
from nyqst.identity.records import Added, Change, Changed, ref


@dataclass(frozen=True, slots=True)
class Platform:
    records: Records
    clock: Clock
    caller: Caller

    def switches(self) -> Switches:
        return self._found() or Switches()

    def bypass_limits(self, *, on: bool) -> Switches:
        before = self._found()
        after = replace(before or Switches(), bypass_limits=on)
        if after == (before or Switches()):
            return after
        change: Change = Changed(before, after) if before else Added(after)
        now = self.clock.now()
        entry = audited(self.caller, now, "platform.switched", "bypass_limits", change)
        self.records.commit(change, entry)
        return after

    def _found(self) -> Switches | None:
        return self.records.get(ref(Switches))
