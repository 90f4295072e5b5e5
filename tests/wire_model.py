"""What a model on the wire is asked and what it replies, whatever the protocol."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

INPUT_TOKENS = 120
OUTPUT_TOKENS = 40


@dataclass(frozen=True)
class Asked:
    """`tool` is the one that has to be called, if any."""

    prompt: str
    tool: str | None
    is_streamed: bool


@dataclass(frozen=True)
class Answer:
    """Text, or data for a tool. `raw` replaces the data's JSON by something else."""

    text: str = ""
    data: dict[str, Any] | None = None
    raw: str | None = None
    stop: str | None = None

    @classmethod
    def of(cls, answer: dict[str, Any] | str) -> "Answer":
        return cls(text=answer) if isinstance(answer, str) else cls(data=answer)


@dataclass(frozen=True)
class Refusal:
    """An error instead of an answer."""

    status: HTTPStatus
    code: str = ""
    message: str = "no"


@dataclass(frozen=True)
class Cut:
    """A stream that breaks off after this, told by an event of this name or by nothing at all."""

    text: str
    error: str = ""


Reply = Answer | Refusal | Cut
