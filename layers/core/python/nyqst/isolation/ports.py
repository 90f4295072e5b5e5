"""What isolation needs of the world."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Session:
    access_key: str
    secret_key: str = field(repr=False)
    token: str = field(repr=False)
    expires_at: datetime


class SessionSource(Protocol):
    def begin(self, name: str, policy: dict[str, Any]) -> Session:
        """With what the role and the policy have in common. Raises `Unavailable`."""
