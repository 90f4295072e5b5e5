"""Use that is told by hand."""

import pytest

from nyqst.billing.record_usage import RecordUsage
from nyqst.errors import Conflict, QuotaExceeded
from nyqst.identity.model.audit import AuditEntry
from nyqst.identity.plan import PlanCode
from nyqst.metering.admit import Admit
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.ledger import Ledger
from nyqst.metering.look import Look
from nyqst.metering.model.meter import Meter
from nyqst.metering.reserve import Reserve
from nyqst.metering.settle import Settlement
from tests.builders import a_caller, once
from tests.fakes.clock import FixedClock
from tests.fakes.decision_log import MemoryDecisionLog
from tests.fakes.meter_store import MemoryMeterStore
from tests.fakes.records import MemoryRecords

METER = Meter("ten_a", "research_run", "2026-11")


class Desk:
    def __init__(self, plan: PlanCode = PlanCode.PROFESSIONAL) -> None:
        self.meters, self.records, self.clock = MemoryMeterStore(), MemoryRecords(), FixedClock()
        reserve = Reserve(self.meters, Settlement(self.meters, self.clock), self.clock)
        log, look = MemoryDecisionLog(), Look(self.meters, self.clock)
        admit = Admit(builtin_catalog, look, reserve, log, lambda: False, self.clock)
        caller = a_caller(plan=plan)
        self.record = RecordUsage(admit, Ledger(self.meters), self.records, self.clock, caller)

    @property
    def used(self) -> int:
        return sum(entry.quantity for entry in Ledger(self.meters).entries(METER))


def test_what_is_told_is_in_the_ledger_with_who_told_it() -> None:
    desk = Desk()
    entry = desk.record(3)
    assert (desk.used, entry.total) == (3, 3)
    assert entry.facts["user"] == "usr_a"
    (told,) = desk.records.list(AuditEntry, 10, None, tenant_id="ten_a").items
    assert (told.action, told.subject) == ("usage.recorded", entry.reservation_id)


def test_the_same_request_counts_once() -> None:
    desk = Desk()
    assert desk.record(3, once("k")) == desk.record(3, once("k"))
    assert desk.used == 3


def test_requests_without_a_key_are_two() -> None:
    desk = Desk()
    desk.record(3)
    desk.record(3)
    assert desk.used == 6


def test_the_same_key_with_another_quantity_is_refused_and_counts_nothing() -> None:
    desk = Desk()
    desk.record(3, once("k"))
    with pytest.raises(Conflict) as caught:
        desk.record(4, once("k", body="another"))
    assert (caught.value.code, desk.used) == ("idempotency_key_reused", 3)


def test_what_the_plan_does_not_allow_is_refused() -> None:
    desk = Desk(PlanCode.SANDBOX)
    with pytest.raises(QuotaExceeded):
        desk.record(11)
    assert desk.used == 0


def test_a_repeat_is_answered_though_nothing_is_left() -> None:
    desk = Desk(PlanCode.SANDBOX)
    first = desk.record(10, once("k"))
    assert desk.record(10, once("k")) == first
