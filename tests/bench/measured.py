"""One line of the benchmark: what was measured, and what it is to be."""

from dataclasses import dataclass
from typing import Literal

Better = Literal["lower", "higher", "exact"]


@dataclass(frozen=True, slots=True)
class Measured:
    name: str
    value: float
    unit: str
    better: Better
    target: float | None = None
    """At most this where lower is better, at least where higher is; None is only reported."""

    @property
    def met(self) -> bool:
        if self.target is None:
            return True
        tests = {
            "lower": self.value <= self.target,
            "higher": self.value >= self.target,
            "exact": self.value == self.target,
        }
        return tests[self.better]
