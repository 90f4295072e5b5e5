"""Sessions out of memory."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from nyqst.clock import Clock
from nyqst.errors import Unavailable
from nyqst.isolation.ports import Session


@dataclass
class MemorySessions:
    clock: Clock
    begun: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    fails: bool = False

    def begin(self, name: str, policy: dict[str, Any]) -> Session:
        if self.fails:
            raise Unavailable("STS does not answer")
        self.begun.append((name, policy))
        number = str(len(self.begun))
        return Session(f"ASIA{number}", "s", "t", self.clock.now() + timedelta(hours=1))
