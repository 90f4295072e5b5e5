"""Which money a step of a run may spend."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from nyqst.clock import Clock
from nyqst.metering.look import meter_of
from nyqst.metering.model.allow import plan_for
from nyqst.metering.model.catalog import Feature
from nyqst.metering.model.meter import LIMITLESS, Meter
from nyqst.metering.model.model_class import ModelClass
from nyqst.metering.ports import CurrentCatalog
from nyqst.metering.purse import Phase, Purse, share_of
from nyqst.metering.reserve import Reserve
from nyqst.metering.settle import Settlement
from nyqst.research.model.run import Run
from nyqst.research.model.step import PLAN, SYNTHESIZE, WRITE, Lease
from nyqst.research.run_standing import RunStanding

_PHASES = {PLAN: Phase.PLAN, SYNTHESIZE: Phase.WRITING, WRITE: Phase.WRITING}
"""Of the steps; every other one is a task of research."""


@dataclass(frozen=True, slots=True)
class RunPurses:
    catalog: CurrentCatalog
    reserve: Reserve
    settlement: Settlement
    class_of: Callable[[Run, Lease], ModelClass]
    standing: RunStanding
    clock: Clock

    def __call__(self, run: Run, lease: Lease) -> Purse:
        """Raises `Forbidden` for a tenant that was suspended meanwhile."""
        self.standing.check(run.tenant_id)
        phase = _PHASES.get(lease.step, Phase.RESEARCH)
        plan = plan_for(self.catalog(), run.plan, run.allowances, self.clock.now())
        quota = plan.features[Feature.LLM_TOKENS]
        if quota is None:
            raise ValueError(f"{Feature.LLM_TOKENS} is counted in every plan")
        return Purse(
            self.reserve,
            self.settlement,
            Meter(run.tenant_id, f"budget-{phase}", run.id),
            share_of(run.budget_micros, phase),
            meter_of(run.tenant_id, Feature.LLM_TOKENS, quota, self.clock),
            quota.cut if run.limited else replace(quota.cut, limit=LIMITLESS),
            f"{run.id}:{lease.step}:{lease.attempt}",
            {
                "run": run.id,
                "user": run.user_id,
                "project": run.project_id or "",
                "step": lease.step,
                "model_class": self.class_of(run, lease).value,
            },
        )
