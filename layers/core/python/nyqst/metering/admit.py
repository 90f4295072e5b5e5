"""The one question before anything that costs: may this caller, now, and how much.

    order  rule                                 limit of  if not
    1      the tenant is not suspended          tenant    403 tenant_suspended
    2      no rule of the catalog denies        policy    403 denied_by_rule
    3      the plan has the feature             plan      403 feature_not_in_plan
    4      the model class is allowed           plan      403 model_class_not_in_plan
    5      the store tells                      store     503 metering_unavailable
    6      so much is left of the period        period    402 quota_exceeded
    7      the day's tokens are not used up     day       429 rate_limited, with Retry-After

The first rule that does not hold and is not waived denies. The bypass switch waives all but the
first, so does a tenant's enforcement where it is `off` or `observe`; a feature that is `open` on
failure waives the fifth. What only waived rules would deny is let through, and counted all the
same.

Every decision is stored, a denial too, unless enforcement is `off`; what cannot be stored is
decided as if the store did not tell. A denial is an answer to its moment: the same request again,
with the same idempotency key or another, is decided afresh, because a better plan or another day
may be in between. Nothing that a client sends can raise a limit: plan and limits come from the
caller's credential and the catalog.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from nyqst.clock import Clock
from nyqst.errors import NyqstError, QuotaExceeded, Unavailable
from nyqst.identity.model.tenant import Enforcement
from nyqst.ids import new_id
from nyqst.metering.look import Look, quota_of
from nyqst.metering.model.allow import plan_for
from nyqst.metering.model.catalog import Catalog, Plan
from nyqst.metering.model.decide import decide
from nyqst.metering.model.decision import Asked, Decided, Decision, Outcome, Reason, Seen
from nyqst.metering.model.meter import LIMITLESS, Balance, Meter
from nyqst.metering.model.reservation import Reservation
from nyqst.metering.ports import CurrentCatalog, DecisionLog
from nyqst.metering.refuse import refusal_of, unavailable
from nyqst.metering.reserve import Reserve


@dataclass(frozen=True, slots=True)
class Permit:
    catalog: Catalog
    """That it was decided by."""
    plan: Plan
    reservation: Reservation
    decided: Decided
    recorded: bool
    """Whether the decision is stored; else it is to be stored as soon as that can be."""


@dataclass(frozen=True, slots=True)
class Admit:
    catalog: CurrentCatalog
    look: Look
    reserve: Reserve
    log: DecisionLog
    bypassed: Callable[[], bool]
    clock: Clock

    def __call__(self, asked: Asked, id_: str, lifetime: timedelta) -> Permit:
        """Raises `NotInPlan`, `QuotaExceeded`, `RateLimited`, `Forbidden` or `Unavailable`.

        The same id again is the same reservation.
        """
        catalog, now = self.catalog(), self.clock.now()
        asked = replace(asked, bypassed=self.bypassed())
        seen, taken = self.look(asked, catalog), None
        if _may_take(decide(asked, seen, now)):
            seen, taken = self._take(asked, seen, catalog, id_, lifetime)
        decided = Decided(new_id("dec", now), now, id_, asked, seen, decide(asked, seen, now))
        try:
            recorded = self._answer(decided)
        except NyqstError:
            if taken is not None and taken.is_held:
                self.reserve.settlement.release(taken)
            raise
        reservation = taken or _unheld(decided)
        return Permit(catalog, _plan(catalog, asked, now), reservation, decided, recorded)

    def _answer(self, decided: Decided) -> bool:
        """Whether it is recorded; raises where that is no permit."""
        recorded = self._record(decided)
        if decided.decision.outcome is Outcome.DENIED:
            raise refusal_of(decided) if recorded else unavailable()
        if not recorded and not _goes_on_unrecorded(decided):
            raise unavailable()
        return recorded

    def _take(
        self, asked: Asked, seen: Seen, catalog: Catalog, id_: str, lifetime: timedelta
    ) -> tuple[Seen, Reservation | None]:
        """What was taken, and the numbers that it was decided by."""
        cut = quota_of(_plan(catalog, asked, self.clock.now()), asked.feature).cut
        if not asked.enforced:
            cut = replace(cut, limit=LIMITLESS)
        meter = Meter(asked.tenant_id, asked.feature.value, seen.counted.period)
        told = {"plan": asked.plan.value, "policy": seen.policy_version, "user": asked.user_id}
        try:
            taken = self.reserve(meter, cut, id_, asked.quantity, lifetime, told)
        except QuotaExceeded as full:
            return _with(seen, _balance(full)), None
        except Unavailable:
            return _with(seen, None), None
        if asked.enforced and _is_short(asked, seen):
            seen = _without(taken, self.look(asked, catalog))
        return seen, taken

    def _record(self, decided: Decided) -> bool:
        if decided.asked.enforcement is Enforcement.OFF:
            return True
        try:
            self.log.put(decided)
        except Unavailable:
            return False
        return True


def _plan(catalog: Catalog, asked: Asked, now: datetime) -> Plan:
    return plan_for(catalog, asked.plan, asked.allowances, now)


def _may_take(decision: Decision) -> bool:
    """The quota is decided by the reservation itself; what cannot be read is not tried to take."""
    if decision.reason is Reason.METERING_UNAVAILABLE:
        return False
    return decision.outcome is not Outcome.DENIED or decision.reason is Reason.QUOTA_EXCEEDED


def _goes_on_unrecorded(decided: Decided) -> bool:
    """As it would if the store had told nothing."""
    asked, unread = decided.asked, _with(decided.seen, None)
    return decide(asked, unread, decided.at).outcome is not Outcome.DENIED


def _is_short(asked: Asked, seen: Seen) -> bool:
    balance = seen.counted.balance
    return balance is not None and balance.remaining < asked.quantity


def _without(taken: Reservation, seen: Seen) -> Seen:
    """As it was when that was taken: somebody had given back since it was looked at before."""
    found = seen.counted.balance
    if found is None:
        return seen
    return _with(seen, replace(found, held=found.held - taken.amount).against(found.limit))


def _with(seen: Seen, balance: Balance | None) -> Seen:
    return replace(seen, counted=replace(seen.counted, balance=balance))


def _balance(full: QuotaExceeded) -> Balance:
    return Balance(*(int(full.facts[name]) for name in ("limit", "remaining", "held", "used")))


def _unheld(decided: Decided) -> Reservation:
    asked = decided.asked
    meter = Meter(asked.tenant_id, asked.feature.value, decided.seen.counted.period)
    return Reservation.unheld(decided.subject, meter, asked.quantity)
