"""Counting what calls use: by the provider's own figures, by length where it gave none.

Every call is counted however it ends: when it is answered, when its stream breaks off, when nobody
reads the stream to its end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata, add_usage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, GenerationChunk, LLMResult

from nyqst.research.model.usage import Usage
from nyqst.telemetry import logger
from nyqst_agent.runners.bedrock.content import length_of
from nyqst_agent.runners.bedrock.prices import Price

_CHARACTERS_PER_TOKEN = 4


@dataclass
class _Call:
    """`asked` and `received` are in characters."""

    asked: int
    received: int = 0
    used: UsageMetadata | None = None

    def take(self, message: AIMessage) -> None:
        self.received += length_of(message)
        if message.usage_metadata:
            self.used = add_usage(self.used, message.usage_metadata)


class Meter(BaseCallbackHandler):
    """Goes with each call as a callback. Calls may overlap."""

    raise_error = True

    def __init__(self, price: Price) -> None:
        self.usage = Usage()
        self._price = price
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
        self._calls[run_id] = _Call(asked)

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

    def _settle(self, call: _Call) -> None:
        if call.used is None:
            logger().warning("a call is metered by its length")
            self._add(_tokens(call.asked), _tokens(call.received))
        else:
            self._add(call.used["input_tokens"], call.used["output_tokens"])

    def _add(self, input_tokens: int, output_tokens: int) -> None:
        cost = self._price.cost_micros(input_tokens, output_tokens)
        self.usage += Usage(input_tokens, output_tokens, cost)


def _tokens(characters: int) -> int:
    """Rounded up."""
    return -(-characters // _CHARACTERS_PER_TOKEN)
