"""A store that counts what it is asked."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Counting:
    store: Any
    calls: Counter[str] = field(default_factory=Counter)

    def __getattr__(self, name: str) -> Any:
        self.calls[name] += 1
        return getattr(self.store, name)
