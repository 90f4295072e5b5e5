"""A run's place in its tenant's plan: set aside before the run is written, settled when it ends.

One run is one unit. It counts when it succeeded, and when it was cancelled after a task had been
researched; a run that failed costs nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from nyqst.identity.model import Caller
from nyqst.metering.admit import Admit
from nyqst.metering.choose_model import choose_class
from nyqst.metering.decision_rows import decided_of, plain_of
from nyqst.metering.look import quota_of
from nyqst.metering.model.allow import plan_for
from nyqst.metering.model.catalog import Feature
from nyqst.metering.model.decision import Asked
from nyqst.metering.model.meter import Meter
from nyqst.metering.model.model_class import ModelClass
from nyqst.metering.model.reservation import Reservation
from nyqst.metering.model.rule import Situation
from nyqst.metering.settle import Settlement
from nyqst.research.model.run import Mode, Run, RunStatus
from nyqst.research.model.step import task_step
from nyqst.research.model.usage import Usage

COUNTED = Feature.RESEARCH_RUN
NEEDED: Mapping[Mode, tuple[Feature, ...]] = {Mode.SUPER_REPORT: (Feature.SUPER_REPORT,)}
"""What a plan must have for a run of that mode, beside what is counted."""
FEATURES = (COUNTED, *sorted({feature for needed in NEEDED.values() for feature in needed}))
"""All that starting a run may enforce."""
_LONGEST_WAIT = timedelta(days=1)
"""From asking to the end, a wait for a place included; what is settled even later is debt."""


@dataclass(frozen=True, slots=True)
class RunAdmission:
    admit: Admit
    settlement: Settlement

    def take(self, caller: Caller, run: Run) -> Run:
        """The run with its reservation and its budget, which may be less than the plan's, not more.

        Raises what `Admit` raises.
        """
        wished = run.model_class if run.model_asked else None
        asked = asked_by(caller, NEEDED.get(run.mode, ()), wished)
        permit = self.admit(asked, run.id, _LONGEST_WAIT)
        situation = Situation(caller.plan, caller.standing, COUNTED)
        most = permit.plan.run_budget_micros
        return replace(
            run,
            plan=permit.plan.code,
            standing=caller.standing,
            allowances=caller.allowances,
            catalog_version=permit.catalog.version,
            model_class=choose_class(permit.catalog, situation, wished),
            budget_micros=min(run.budget_micros or most, most),
            reservation=permit.reservation.handle(),
            limited=permit.decided.asked.enforced,
            unrecorded=None if permit.recorded else plain_of(permit.decided),
        )

    def give_back(self, run: Run) -> None:
        """Of a run that came to nothing before it was one."""
        reservation = _reservation(run)
        if reservation and reservation.is_held:
            self.settlement.release(reservation)

    def settle(self, run: Run, results: Mapping[str, Mapping[str, Any]], usage: Usage) -> None:
        """Of a run that has ended; again and again if need be."""
        reservation = _reservation(run)
        if reservation is None:
            return
        if run.unrecorded is not None:
            self.admit.log.put(decided_of(run.unrecorded))
        facts = {
            "plan": run.plan.value,
            "user": run.user_id,
            "project": run.project_id or "",
            "status": run.status.value,
            "input_tokens": usage.input_tokens,
            "output_tokens": usage.output_tokens,
            "cost_micros": usage.cost_micros,
        }
        total = int(_counts(run, results))
        if reservation.is_held:
            self.settlement.commit(reservation, total, facts)
        else:
            catalog, now = self.admit.catalog(), self.admit.clock.now()
            cut = quota_of(plan_for(catalog, run.plan, run.allowances, now), COUNTED).cut
            self.settlement.add(reservation, cut, total, facts)

    def meter(self, run: Run) -> Meter | None:
        """On which the run is counted."""
        reservation = _reservation(run)
        return reservation.shard.meter if reservation else None


def asked_by(
    caller: Caller, needs: tuple[Feature, ...] = (), model_class: ModelClass | None = None
) -> Asked:
    return Asked.by(caller, COUNTED, needs=needs, model_class=model_class)


def _counts(run: Run, results: Mapping[str, Mapping[str, Any]]) -> bool:
    if run.status is RunStatus.CANCELLED:
        return any(step.startswith(task_step("")) for step in results)
    return run.status is RunStatus.SUCCEEDED


def _reservation(run: Run) -> Reservation | None:
    if run.reservation is None:
        return None
    return Reservation.from_handle(run.tenant_id, run.id, run.reservation)
