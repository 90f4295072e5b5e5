"""Models by what they are good for. Which one stands behind a class is not told outside."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

_MILLION = 1_000_000


class ModelClass(StrEnum):
    """From the least to the most."""

    ECONOMY = "economy"
    STANDARD = "standard"
    PREMIUM = "premium"

    @property
    def rank(self) -> int:
        return list(ModelClass).index(self)


class Provider(StrEnum):
    BEDROCK = "bedrock"


@dataclass(frozen=True, slots=True)
class Price:
    """Micro-dollars per million tokens."""

    input: int
    output: int

    def cost_micros(self, input_tokens: int, output_tokens: int) -> int:
        """Rounded half up."""
        scaled = input_tokens * self.input + output_tokens * self.output
        return (scaled + _MILLION // 2) // _MILLION


@dataclass(frozen=True, slots=True)
class ClassTerms:
    name: str
    context_tokens: int
    """What a call may hold, its answer included."""
    max_output_tokens: int
    models: Mapping[Provider, str]
    """Their ids at each provider."""
