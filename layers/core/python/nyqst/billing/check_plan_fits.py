"""Whether a plan has room for what its tenant has used and set aside by now."""

from dataclasses import dataclass

from nyqst.errors import Conflict
from nyqst.identity.model.caller import Caller
from nyqst.identity.plan import PlanCode
from nyqst.metering.usage import Usage


@dataclass(frozen=True, slots=True)
class CheckPlanFits:
    usage: Usage

    def __call__(self, caller: Caller, plan: PlanCode) -> None:
        """A plan that sells more than it includes has room for everything."""
        for each in self.usage.of(caller.tenant_id, plan, caller.allowances):
            balance = each.balance
            if balance.remaining < 0:
                taken = balance.used + balance.held
                raise Conflict(
                    f"{each.feature}: {taken} of {each.period.key} are taken, {plan} has"
                    f" {balance.limit}; it can begin with the next period",
                    code="usage_exceeds_plan",
                )
