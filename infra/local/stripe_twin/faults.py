"""Faults of the API, on demand: the next ones by name, or any at a rate."""

import random
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from infra.local.stripe_twin.errors import Refusal, broken, key_in_use, rate_limited


class NoAnswer(Exception):
    """The connection is cut, or nothing comes until the caller gives up."""


@dataclass(frozen=True, slots=True)
class Fault:
    is_applied: bool
    """Whether what was asked is done all the same."""

    is_saved: bool
    """Whether the idempotency key keeps the failure."""

    error: Callable[[], Exception]


FAULTS: Mapping[str, Fault] = {
    "rate_limited": Fault(is_applied=False, is_saved=False, error=rate_limited),
    "key_in_use": Fault(is_applied=False, is_saved=False, error=key_in_use),
    "unavailable": Fault(is_applied=False, is_saved=False, error=broken),
    "broken": Fault(is_applied=False, is_saved=True, error=broken),
    "broken_after": Fault(is_applied=True, is_saved=True, error=broken),
    "timeout": Fault(is_applied=False, is_saved=False, error=NoAnswer),
    "lost": Fault(is_applied=True, is_saved=False, error=NoAnswer),
}


@dataclass
class Faults:
    seed: int = 0
    rate: float = 0.0
    kinds: tuple[str, ...] = tuple(FAULTS)
    """Which are drawn from when faults come at a rate."""

    _next: deque[tuple[str, str]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311

    def enqueue(self, *names: str, path: str = "/") -> None:
        """For what is asked next beneath the path."""
        self._next.extend((name, path) for name in names)

    def drawn(self, path: str) -> Fault | None:
        if self._next and path.startswith(self._next[0][1]):
            return FAULTS[self._next.popleft()[0]]
        if self.rate and self._random.random() < self.rate:
            return FAULTS[self._random.choice(self.kinds)]
        return None


def refusal_of(error: Exception) -> Refusal:
    if isinstance(error, Refusal):
        return error
    raise error
