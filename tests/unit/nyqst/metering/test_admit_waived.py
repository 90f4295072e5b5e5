"""Who is let through although a rule does not hold, and what becomes of its use."""

from dataclasses import dataclass
from typing import Any

import pytest

from nyqst.errors import (
    QuotaExceeded,
    Unavailable,
)
from nyqst.identity.plan import PlanCode
from nyqst.metering.model.decision import Reason, Waiver
from nyqst.metering.model.feature import Feature
from nyqst.metering.model.meter import LIMITLESS
from nyqst.metering.model.recount import agrees
from tests.fakes.silent import Silent
from tests.unit.nyqst.metering.gate import OBSERVED, OFF, Gate


def test_an_observed_tenant_is_let_through_and_counted(gate: Gate) -> None:
    for permit in gate.fill(12, **OBSERVED):
        gate.meters.settlement.commit(permit.reservation, 1)
    kept = [each.decision for each in gate.decided()]
    assert [each.outcome for each in kept] == ["permitted"] * 10 + ["let_through"] * 2
    assert (kept[-1].reason, kept[-1].waived_by) == (Reason.QUOTA_EXCEEDED, Waiver.OBSERVE)
    assert gate.level()[Feature.RESEARCH_RUN] == (12, 0, -2)


def test_an_observed_tenant_has_what_its_plan_does_not(gate: Gate) -> None:
    permit = gate.ask(needs=(Feature.SUPER_REPORT,), **OBSERVED)
    assert permit.decided.decision.reason is Reason.FEATURE_NOT_IN_PLAN
    assert gate.level()[Feature.RESEARCH_RUN] == (0, 1, 9)


def test_of_a_tenant_whose_enforcement_is_off_nothing_is_kept_but_its_use(gate: Gate) -> None:
    for permit in gate.fill(12, **OFF):
        gate.meters.settlement.commit(permit.reservation, 1)
    assert gate.decided() == []
    assert gate.level()[Feature.RESEARCH_RUN] == (12, 0, -2)


def test_the_bypass_lets_everybody_through_and_says_so(gate: Gate) -> None:
    gate.fill()
    gate.bypassed = True
    permit = gate.ask()
    assert permit.decided.decision.waived_by is Waiver.BYPASS
    assert gate.decided()[-1].asked.bypassed
    gate.bypassed = False
    gate.denied(QuotaExceeded)


def test_counters_equal_the_ledger_through_every_switch(gate: Gate) -> None:
    modes: list[dict[str, Any]] = [{}, OBSERVED, {}, OFF, {}, OBSERVED]
    for plan in (PlanCode.SANDBOX, PlanCode.TEAM, PlanCode.SANDBOX):
        for number, mode in enumerate(modes):
            for turn in range(4):
                try:
                    permit = gate.ask(plan=plan, **mode)
                except QuotaExceeded:
                    continue
                if turn:
                    gate.meters.settlement.commit(permit.reservation, turn % 2)
            gate.bypassed = number == 3
    store = gate.meters.store
    for shard in store.every_shard():
        assert agrees(shard, store.entries(shard.key)), shard
    used, held, left = gate.level()[Feature.RESEARCH_RUN]
    assert used + held > 10
    assert left == 10 - used - held


def test_a_tenant_that_is_limited_again_is_denied_what_it_has_used_beyond(gate: Gate) -> None:
    for permit in gate.fill(12, **OFF):
        gate.meters.settlement.commit(permit.reservation, 1)
    refused = gate.denied(QuotaExceeded)
    assert (refused.facts["used"], refused.facts["remaining"]) == (12, -2)


def test_a_meter_is_cut_to_no_limit_while_there_is_none(gate: Gate) -> None:
    permit = gate.ask(**OFF)
    shard = gate.meters.store.shard(permit.reservation.shard)
    assert shard is not None
    assert shard.cut.limit == LIMITLESS


@pytest.mark.parametrize("silent", ["shard", "hold"])
def test_what_cannot_be_told_is_denied(gate: Gate, silent: str) -> None:
    gate.break_store(silent)
    refused = gate.denied(Unavailable)
    assert refused.code == "metering_unavailable"
    (kept,) = gate.decided()
    assert kept.decision.reason is Reason.METERING_UNAVAILABLE


@pytest.mark.parametrize("silent", ["shard", "hold"])
def test_what_is_open_on_failure_goes_on_and_is_counted_later(gate: Gate, silent: str) -> None:
    gate.open_on_failure()
    working = gate.meters.store
    gate.break_store(silent)
    permit = gate.ask()
    assert not permit.reservation.is_held
    assert gate.decided()[0].decision.waived_by is Waiver.ON_FAILURE
    gate.meters.store = working
    assert gate.level()[Feature.RESEARCH_RUN] == (0, 0, 10)


@pytest.mark.parametrize("mode", [OBSERVED, OFF])
def test_where_nothing_is_enforced_a_silent_store_stops_nobody(
    gate: Gate, mode: dict[str, Any]
) -> None:
    gate.break_store("shard")
    assert not gate.ask(**mode).reservation.is_held


def test_a_permit_that_cannot_be_kept_is_none(gate: Gate) -> None:
    gate.log = Silent(gate.log, frozenset({"put"}))
    assert gate.denied(Unavailable).code == "metering_unavailable"
    assert gate.level()[Feature.RESEARCH_RUN] == (0, 0, 10)


def test_a_denial_that_cannot_be_kept_is_no_decision(gate: Gate) -> None:
    gate.fill()
    gate.log = Silent(gate.log, frozenset({"put"}))
    assert gate.denied(Unavailable).code == "metering_unavailable"


def test_where_it_is_let_through_a_decision_can_be_kept_later(gate: Gate) -> None:
    gate.open_on_failure()
    gate.log = Silent(gate.log, frozenset({"put"}))
    permit = gate.ask()
    assert (permit.recorded, permit.reservation.is_held) == (False, True)


@dataclass
class Returning:
    """A store in which somebody gives a unit back between a look at it and a hold."""

    store: Any
    give_back: Any

    def __getattr__(self, name: str) -> Any:
        if name == "hold" and self.give_back:
            self.give_back, give = None, self.give_back
            give()
        return getattr(self.store, name)


def test_a_unit_that_comes_back_meanwhile_is_seen_with_the_permit(gate: Gate) -> None:
    first, *_ = gate.fill()
    release = gate.meters.settlement.release
    gate.meters.store = Returning(gate.meters.store, lambda: release(first.reservation))  # type: ignore[assignment]
    permit = gate.ask()
    numbers = permit.decided.decision.numbers
    assert numbers is not None
    assert (numbers["held"], numbers["remaining"]) == (9, 1)
