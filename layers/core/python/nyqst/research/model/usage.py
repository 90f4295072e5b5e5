"""What a run has consumed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Usage:
    """Money is in millionths of a dollar."""

    input_tokens: int = 0
    output_tokens: int = 0
    cost_micros: int = 0
    denied_calls: int = 0
    """Calls to a model that the budget did not allow."""

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.cost_micros + other.cost_micros,
            self.denied_calls + other.denied_calls,
        )
