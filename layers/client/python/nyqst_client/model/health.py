"""Whether the service can work."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Readiness:
    status: str
    """`ready` or `unready`."""
    checks: Mapping[str, str] = field(default_factory=dict)
    """Each dependency is `ok` or `unavailable`."""

    @property
    def is_ready(self) -> bool:
        return self.status == "ready"
