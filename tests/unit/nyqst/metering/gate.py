"""An admission over stores in memory, as the tests here use it."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from nyqst.errors import NyqstError
from nyqst.identity.model.tenant import Enforcement
from nyqst.identity.plan import PlanCode
from nyqst.metering.admit import Admit, Permit
from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.look import Look
from nyqst.metering.model.catalog import Catalog
from nyqst.metering.model.decision import Decided
from nyqst.metering.model.feature import Feature, OnFailure
from nyqst.metering.model.meter import Meter
from nyqst.metering.reserve import Reserve
from nyqst.metering.usage import FeatureUsage, Usage
from tests.fakes.decision_log import MemoryDecisionLog
from tests.fakes.silent import Silent
from tests.unit.nyqst.metering.decisions import an_asked
from tests.unit.nyqst.metering.meters import LIFETIME, Meters

OBSERVED: dict[str, Any] = {"enforcement": Enforcement.OBSERVE}
OFF: dict[str, Any] = {"enforcement": Enforcement.OFF}
PROFESSIONAL: dict[str, Any] = {"plan": PlanCode.PROFESSIONAL}


@dataclass
class Gate:
    """An admission and all that it stands on."""

    meters: Meters = field(default_factory=Meters)
    log: Any = field(default_factory=MemoryDecisionLog)
    catalog: Catalog = field(default_factory=builtin_catalog)
    bypassed: bool = False
    count: int = 0

    @property
    def admit(self) -> Admit:
        meters = self.meters
        reserve = Reserve(meters.store, meters.settlement, meters.clock)
        look = Look(meters.store, meters.clock)
        return Admit(self._catalog, look, reserve, self.log, self._is_bypassed, meters.clock)

    def _catalog(self) -> Catalog:
        return self.catalog

    def _is_bypassed(self) -> bool:
        return self.bypassed

    def ask(self, id_: str = "", lifetime: timedelta = LIFETIME, **asked: Any) -> Permit:
        self.count += 1
        self.meters.clock.move(milliseconds=1)
        return self.admit(an_asked(**asked), id_ or f"run_{self.count:02}", lifetime)

    def denied(self, kind: type[NyqstError], **asked: Any) -> Any:
        with pytest.raises(kind) as refused:
            self.ask(**asked)
        return refused.value

    def fill(self, count: int = 10, **asked: Any) -> list[Permit]:
        return [self.ask(**asked) for _ in range(count)]

    def decided(self) -> list[Decided]:
        """Oldest first."""
        return list(reversed(self.log.list("ten_a", 100, None).items))

    def level(self, plan: PlanCode = PlanCode.SANDBOX) -> dict[Feature, tuple[int, int, int]]:
        """Used, held and remaining."""
        return {
            each.feature: (each.balance.used, each.balance.held, each.balance.remaining)
            for each in self.usage(plan)
        }

    def usage(self, plan: PlanCode = PlanCode.SANDBOX) -> tuple[FeatureUsage, ...]:
        return Usage(self._catalog, self.meters.store, self.meters.clock).of("ten_a", plan)

    def use_tokens(self, count: int) -> None:
        meters = self.meters
        reserve = Reserve(meters.store, meters.settlement, meters.clock)
        quota = self.catalog.plans[PlanCode.SANDBOX].features[Feature.LLM_TOKENS]
        assert quota is not None
        meter = Meter("ten_a", "llm_tokens", "2026-11-20")
        taken = reserve(meter, quota.cut, "call", count, LIFETIME, {})
        meters.settlement.commit(taken, count)

    def break_store(self, *silent: str) -> None:
        self.meters.store = Silent(self.meters.store, frozenset(silent))  # type: ignore[assignment]

    def open_on_failure(self) -> None:
        features = {
            feature: replace(terms, on_failure=OnFailure.OPEN)
            for feature, terms in self.catalog.features.items()
        }
        self.catalog = replace(self.catalog, features=features)
