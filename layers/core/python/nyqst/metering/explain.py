"""Why a decision came out as it did, whether it would again, and what it would be today."""

from dataclasses import dataclass, replace

from nyqst.errors import NotFound
from nyqst.identity.model import Caller
from nyqst.metering.admit import Admit
from nyqst.metering.model.decide import decide, findings
from nyqst.metering.model.decision import Decided, Decision, Finding, Outcome
from nyqst.paging import Listed
from nyqst.retention import Data, is_over, still_kept


@dataclass(frozen=True, slots=True)
class Explanation:
    decided: Decided
    findings: tuple[Finding, ...]
    """Of every rule, in order, on what was seen then."""
    replayed: Decision
    """By the rules as they are now, on what was seen then."""
    today: Decided
    """By the plan, the policy and the meters of now; nothing is set aside for it."""

    @property
    def comes_out_the_same(self) -> bool:
        return self.replayed == self.decided.decision


@dataclass(frozen=True, slots=True)
class Explain:
    admit: Admit

    def list(
        self, caller: Caller, limit: int, cursor: str | None, outcome: Outcome | None
    ) -> Listed[Decided]:
        found = self.admit.log.list(caller.tenant_id, limit, cursor, outcome)
        return still_kept(found, Data.DECISIONS, lambda each: each.at, self.admit.clock.now())

    def __call__(self, caller: Caller, decision_id: str) -> Explanation:
        decided = self.admit.log.get(caller.tenant_id, decision_id)
        now = self.admit.clock.now()
        if decided is None or is_over(Data.DECISIONS, decided.at, now):
            raise NotFound(f"No decision {decision_id}", code="decision_not_found")
        asked, seen, at = decided.asked, decided.seen, decided.at
        return Explanation(
            decided,
            findings(asked, seen, at),
            decide(asked, seen, at),
            self._today(caller, decided),
        )

    def _today(self, caller: Caller, decided: Decided) -> Decided:
        asked = replace(
            decided.asked,
            plan=caller.plan,
            standing=caller.standing,
            enforcement=caller.enforcement,
            allowances=caller.allowances,
            bypassed=self.admit.bypassed(),
        )
        seen, now = self.admit.look(asked, self.admit.catalog()), self.admit.clock.now()
        return replace(decided, at=now, asked=asked, seen=seen, decision=decide(asked, seen, now))
