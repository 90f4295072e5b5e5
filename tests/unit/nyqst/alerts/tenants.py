"""A tenant on the sandbox plan, ten runs a month, that uses them."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from nyqst.alerts.model.alert import Alert
from nyqst.alerts.notice import NoticeThresholds
from nyqst.alerts.thresholds import Thresholds
from nyqst.identity.model import Caller
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.plan import PlanCode
from nyqst.identity.records import Changed, ref
from nyqst.metering.admit import Admit
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.look import Look
from nyqst.metering.model.catalog import Feature
from nyqst.metering.model.decision import Asked
from nyqst.metering.model.meter import Meter
from nyqst.metering.ports import CurrentCatalog
from nyqst.metering.reserve import Reserve
from nyqst.metering.settle import Settlement
from tests.builders import a_caller
from tests.fakes.alert_store import MemoryAlertStore
from tests.fakes.clock import FixedClock
from tests.fakes.decision_log import MemoryDecisionLog
from tests.fakes.meter_store import MemoryMeterStore
from tests.fakes.records import MemoryRecords
from tests.residents import settle

RUNS = Meter("ten_a", Feature.RESEARCH_RUN, "2026-11")


@dataclass
class Using:
    catalog: CurrentCatalog = builtin_catalog
    caller: Caller = field(default_factory=lambda: a_caller("ten_a", plan=PlanCode.SANDBOX))
    records: MemoryRecords = field(default_factory=MemoryRecords)
    meters: MemoryMeterStore = field(default_factory=MemoryMeterStore)
    alerts: MemoryAlertStore = field(default_factory=MemoryAlertStore)
    clock: FixedClock = field(default_factory=FixedClock)
    used: int = 0

    def __post_init__(self) -> None:
        settle(self.records, self.caller)

    @property
    def notice(self) -> NoticeThresholds:
        return NoticeThresholds(self.catalog, self.meters, self.alerts, self.records, self.clock)

    @property
    def thresholds(self) -> Thresholds:
        return Thresholds(self.records, self.catalog, self.clock, self.caller)

    def use(self, runs: int) -> None:
        settlement = Settlement(self.meters, self.clock)
        reserve = Reserve(self.meters, settlement, self.clock)
        look = Look(self.meters, self.clock)
        log = MemoryDecisionLog()
        admit = Admit(self.catalog, look, reserve, log, lambda: False, self.clock)
        asked = Asked("ten_a", "usr_a", self.caller.plan, Feature.RESEARCH_RUN)
        for _ in range(runs):
            self.used += 1
            permit = admit(asked, f"run_{self.used}", timedelta(hours=1))
            settlement.commit(permit.reservation, 1)

    def look(self) -> list[int]:
        """The thresholds that there are alerts of afterwards, in the order of their making."""
        self.notice.look(RUNS)
        self.clock.move(minutes=1)
        return [alert.threshold for alert in self.made]

    @property
    def made(self) -> list[Alert]:
        return list(reversed(self.alerts.list("ten_a", 100, None).items))

    def move_to(self, plan: PlanCode) -> None:
        before = self.records.get(ref(Tenant, id="ten_a"))
        assert before is not None
        self.records.commit(Changed(before, replace(before, override_plan=plan)))
        self.caller = replace(self.caller, plan=plan)
