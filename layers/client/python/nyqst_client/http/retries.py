"""How often something is tried again, and how long to wait before."""

import random
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retries:
    """Seconds. Waits grow twofold up to `cap` and are drawn at random below that (full jitter)."""

    tries: int = 4
    base: float = 0.25
    cap: float = 8.0
    patience: float = 60.0
    """A service that asks for a longer wait than this is not waited for."""

    def wait(
        self,
        failures: int,
        asked_for: float | None = None,
        draw: Callable[[], float] = random.random,
    ) -> float | None:
        """Before the next try, when `failures` in a row have been seen; None to give up."""
        if failures >= self.tries or (asked_for or 0) > self.patience:
            return None
        exponent = min(failures - 1, 30)
        jitter = draw() * min(self.cap, self.base * 2.0**exponent)
        return jitter if asked_for is None else asked_for + draw() * self.base
