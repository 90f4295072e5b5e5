"""The tenants that wait for a place of the platform, in memory."""

from dataclasses import dataclass, field

from nyqst.errors import Conflict
from nyqst.research.model.turns import TenantsWaiting, Turns


@dataclass
class MemoryTenantQueue:
    weights: dict[str, int] = field(default_factory=dict)
    turns: Turns = field(default_factory=Turns)

    def anyone(self) -> bool:
        return bool(self.weights)

    def join(self, tenant_id: str, weight: int) -> None:
        self.weights[tenant_id] = weight

    def read(self) -> TenantsWaiting:
        return TenantsWaiting(dict(self.weights), self.turns)

    def keep(self, turns: Turns, left: str | None) -> None:
        if turns.version != self.turns.version + 1:
            raise Conflict(f"Version {turns.version} does not follow {self.turns.version}")
        self.turns = turns
        if left is not None:
            self.weights.pop(left, None)

    def forget(self) -> None:
        self.turns = Turns()
