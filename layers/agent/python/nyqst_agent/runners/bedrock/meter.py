"""Paying for calls: the most they can cost is set aside before, what they used is settled after.

Used is what the provider says; where it says nothing, it is told by length. Every call is counted
however it ends: when it is answered, when its stream breaks off, when nobody reads it to its end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata, add_usage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, GenerationChunk, LLMResult

from nyqst.errors import BudgetExhausted
from nyqst.metering.model.meter import LIMITLESS
from nyqst.metering.model.model_class import Price
from nyqst.metering.purse import Advance, Cost, Purse
from nyqst.research.model.usage import Usage
from nyqst.telemetry import logger
from nyqst_agent.runners.bedrock.content import length_of

_CHARACTERS_PER_TOKEN = 4
_FEWEST_CHARACTERS_PER_TOKEN = 2
_SCHEMA_TOKENS = 2_000
"""Of the form that an answer is asked for in, which goes along unseen."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one call, in tokens."""

    context: int
    """The question cannot have more; it would be refused, which costs nothing."""
    answer: int


UNBOUNDED = Bounds(LIMITLESS, 0)


@dataclass
class _Call:
    """`asked` and `received` are in characters."""

    asked: int
    advance: Advance | None = None
    received: int = 0
    used: UsageMetadata | None = None

    def take(self, message: AIMessage) -> None:
        self.received += length_of(message)
        if message.usage_metadata:
            self.used = add_usage(self.used, message.usage_metadata)


class Meter(BaseCallbackHandler):
    """Goes with each call as a callback. Calls may overlap."""

    raise_error = True

    def __init__(
        self, price: Price, bounds: Bounds = UNBOUNDED, purse: Purse | None = None
    ) -> None:
        """Without a purse nothing is set aside, only counted."""
        self.usage = Usage()
        self._price = price
        self._bounds = bounds
        self._purse = purse
        self._calls: dict[UUID, _Call] = {}

    def on_chat_model_start(
        self,
        serialized: dict[str, Any],  # noqa: ARG002
        messages: Sequence[Sequence[BaseMessage]],
        *,
        run_id: UUID,
        **_: Any,
    ) -> None:
        asked = sum(length_of(message) for batch in messages for message in batch)
        self._calls[run_id] = _Call(asked, self._set_aside(asked))

    def on_llm_new_token(
        self,
        token: object,  # noqa: ARG002
        *,
        chunk: GenerationChunk | ChatGenerationChunk | None = None,
        run_id: UUID,
        **_: Any,
    ) -> None:
        if isinstance(chunk, ChatGenerationChunk) and isinstance(chunk.message, AIMessageChunk):
            self._calls[run_id].take(chunk.message)

    def on_llm_end(self, response: LLMResult, *, run_id: UUID, **_: Any) -> None:
        call = self._calls.pop(run_id)
        answer = response.generations[0][0]
        message = answer.message if isinstance(answer, ChatGeneration) else None
        if call.used is None and isinstance(message, AIMessage):
            call.take(message)
        self._settle(call)

    def on_llm_error(self, error: BaseException, *, run_id: UUID, **_: Any) -> None:  # noqa: ARG002
        """What nothing came of was refused and costs nothing."""
        call = self._calls.pop(run_id)
        if call.used or call.received:
            self._settle(call)
        else:
            self._add(call, 0, 0)

    def _settle(self, call: _Call) -> None:
        if call.used is None:
            logger().warning("a call is metered by its length")
            self._add(call, _tokens(call.asked), _tokens(call.received))
        else:
            self._add(call, call.used["input_tokens"], call.used["output_tokens"])

    def _add(self, call: _Call, input_tokens: int, output_tokens: int) -> None:
        cost = self._cost(input_tokens, output_tokens)
        self.usage += Usage(input_tokens, output_tokens, cost.micros)
        if self._purse and call.advance:
            self._purse.settle(call.advance, cost)

    def _set_aside(self, asked: int) -> Advance | None:
        if self._purse is None:
            return None
        most = -(-asked // _FEWEST_CHARACTERS_PER_TOKEN) + _SCHEMA_TOKENS
        try:
            fitting = min(most, self._bounds.context)
            return self._purse.take(self._cost(fitting, self._bounds.answer))
        except BudgetExhausted:
            self.usage += Usage(denied_calls=1)
            raise

    def _cost(self, input_tokens: int, output_tokens: int) -> Cost:
        micros = self._price.cost_micros(input_tokens, output_tokens)
        return Cost(input_tokens, output_tokens, micros)


def _tokens(characters: int) -> int:
    """Rounded up."""
    return -(-characters // _CHARACTERS_PER_TOKEN)
