"""Decisions in memory."""

from dataclasses import dataclass, field

from nyqst.metering.model.decision import Decided, Outcome
from nyqst.paging import Listed
from tests.fakes.pages import page_of


@dataclass
class MemoryDecisionLog:
    _decisions: dict[tuple[str, str], Decided] = field(default_factory=dict)

    def put(self, decided: Decided) -> None:
        self._decisions.setdefault((decided.asked.tenant_id, decided.id), decided)

    def get(self, tenant_id: str, decision_id: str) -> Decided | None:
        return self._decisions.get((tenant_id, decision_id))

    def list(
        self, tenant_id: str, limit: int, cursor: str | None, outcome: Outcome | None = None
    ) -> Listed[Decided]:
        rows = {
            id_: decided
            for (owner, id_), decided in self._decisions.items()
            if owner == tenant_id and outcome in (None, decided.decision.outcome)
        }
        return page_of(f"{tenant_id}#DECISION", rows, limit, cursor, newest_first=True)
