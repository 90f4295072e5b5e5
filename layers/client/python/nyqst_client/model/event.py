"""An event of a run, or of what happens to a tenant's money."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TERMINAL_TYPES = frozenset({"done", "ERROR"})


@dataclass(frozen=True, slots=True)
class Event:
    """Of a type that this client knows, or of one that it does not: pass over those."""

    seq: int
    """1 for the first, and one more for each."""
    at_ms: int
    """When it was stored, in milliseconds since 1970."""
    type: str
    data: Mapping[str, Any]
    """All of it, as it came."""

    @property
    def is_terminal(self) -> bool:
        """Nothing follows."""
        return self.type in TERMINAL_TYPES


def event_of(data: Any) -> Event:
    """Raises `ValueError` if it is none."""
    if isinstance(data, dict):
        seq, at_ms, kind = data.get("seq"), data.get("at"), data.get("type")
        if isinstance(seq, int) and isinstance(at_ms, int) and isinstance(kind, str):
            return Event(seq, at_ms, kind, data)
    raise ValueError(f"not an event: {data!r:.80}")
