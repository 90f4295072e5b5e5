"""Use that happened elsewhere, told by hand: admitted, set aside and settled as any other is.

The request's key is taken first, with the id that everything is done under, so that whoever tries
again does the rest of it and nothing twice.
"""

from dataclasses import dataclass
from datetime import timedelta

from nyqst.billing.find_overage import SOLD
from nyqst.clock import Clock
from nyqst.idempotency import Once
from nyqst.identity.audit import audited
from nyqst.identity.model.caller import Caller
from nyqst.identity.ports import Answering, Records
from nyqst.identity.records import Added
from nyqst.ids import new_id
from nyqst.metering.admit import Admit
from nyqst.metering.ledger import Ledger
from nyqst.metering.look import quota_of
from nyqst.metering.model.decision import Asked
from nyqst.metering.model.meter import Meter
from nyqst.metering.model.period import Cycle, period_of
from nyqst.metering.model.reservation import LedgerEntry

_LIFETIME = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class RecordedUse:
    """As the audit trail shows it."""

    id: str
    feature: str
    units: int


@dataclass(frozen=True, slots=True)
class RecordUsage:
    admit: Admit
    ledger: Ledger
    records: Records
    clock: Clock
    caller: Caller

    def __call__(self, units: int, once: Once | None = None) -> LedgerEntry:
        """Refused as a run would be that the plan, or what is left of it, does not allow."""
        id_, period = self._claimed(once)
        return self._known(id_, period) or self._counted(id_, units)

    def _claimed(self, once: Once | None) -> tuple[str, str]:
        """The id, and the month in which it was given."""
        now, owner = self.clock.now(), self.caller.tenant_id
        mine = f"{new_id('use', now)}|{period_of(Cycle.MONTH, now).key}"
        earlier = self.records.earlier(owner, once, now)
        if once is not None and earlier is None:
            earlier = self.records.commit(answering=Answering(owner, once, mine, now))
        id_, _, period = (earlier or mine).partition("|")
        return id_, period

    def _known(self, id_: str, period: str) -> LedgerEntry | None:
        meter = Meter(self.caller.tenant_id, SOLD.value, period)
        found = self.ledger.entries(meter)
        return next((entry for entry in found if entry.reservation_id == id_), None)

    def _counted(self, id_: str, units: int) -> LedgerEntry:
        permit = self.admit(Asked.by(self.caller, SOLD, quantity=units), id_, _LIFETIME)
        facts = {"plan": permit.plan.code.value, "user": self.caller.user_id, "status": "reported"}
        settlement = self.admit.reserve.settlement
        if permit.reservation.is_held:
            entry = settlement.commit(permit.reservation, units, facts)
        else:
            cut = quota_of(permit.plan, SOLD).cut
            entry = settlement.add(permit.reservation, cut, units, facts)
        told = Added(RecordedUse(id_, SOLD.value, units))
        self.records.commit(audited(self.caller, self.clock.now(), "usage.recorded", id_, told))
        return entry
