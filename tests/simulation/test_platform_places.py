"""Tenants that flood a platform with few places, runs that nobody ends, and one patient tenant."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

import pytest

from nyqst.errors import Unavailable
from nyqst.identity.model import Caller
from nyqst.identity.plan import PlanCode
from nyqst.metering.catalog import builtin_catalog
from nyqst.research.model.run import Run, RunKey
from tests.builders import a_caller
from tests.fakes.platform import MemoryPlatform

PLACES = 3
PLANS = (PlanCode.PROFESSIONAL, PlanCode.TEAM, PlanCode.ENTERPRISE)
FLOODING = tuple(a_caller(f"ten_{plan}", plan=plan) for plan in PLANS)
PATIENT = a_caller("ten_patient", plan=PlanCode.SANDBOX)
"""Of the plan with the least weight; has one run at a time."""
EVERYBODY = {caller.tenant_id: caller for caller in (*FLOODING, PATIENT)}
WEIGHT = sum(builtin_catalog().plans[caller.plan].weight for caller in EVERYBODY.values())
PROMISED = -(-WEIGHT // builtin_catalog().plans[PATIENT.plan].weight)


@dataclass
class Flood:
    chance: Random
    platform: MemoryPlatform = field(default_factory=lambda: MemoryPlatform(concurrent_runs=PLACES))
    lost: set[RunKey] = field(default_factory=set)
    """That nobody ends but the reaper."""

    def minute(self) -> None:
        for caller in FLOODING:
            for _ in range(self.chance.randrange(3)):
                self.ask(caller)
        for run in self.working():
            if run.key not in self.lost and self.chance.random() < 0.4:
                self._end(run)
        self.platform.stores.workflow.down = self.chance.random() < 0.1
        try:
            self.platform.reap_runs()
        except* Unavailable:
            pass
        self.platform.stores.workflow.down = False
        self.platform.clock.move(minutes=1)
        assert len(self.working()) <= PLACES

    def ask(self, caller: Caller) -> Run:
        self.platform.clock.move(seconds=1)
        who = replace(caller, user_id=f"usr_{self.chance.randrange(4)}")
        return self.platform.ask(who)

    def working(self) -> list[Run]:
        return [run for run in self._runs() if run.dispatched and not run.ended]

    def given(self) -> int:
        """Places, so far."""
        return sum(run.dispatched for run in self._runs())

    def _runs(self) -> Iterator[Run]:
        for tenant_id in EVERYBODY:
            yield from self.platform.stores.runs.list(tenant_id, 10_000, None).items

    def _end(self, run: Run) -> None:
        if self.chance.random() < 0.1:
            self.lost.add(run.key)
        else:
            self.platform.cancel_run(EVERYBODY[run.tenant_id], run.id)


@pytest.mark.parametrize("seed", range(6))
def test_who_asks_for_little_has_its_turn_among_the_promised_places(seed: int) -> None:
    flood = Flood(Random(seed))
    for _ in range(20):
        flood.minute()
    run, before = flood.ask(PATIENT), flood.given()
    assert not run.dispatched
    while flood.given() < before + PROMISED:
        flood.minute()
    assert flood.platform.stores.runs.get(run.key).dispatched
