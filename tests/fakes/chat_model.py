"""A chat model that says what it is told to, in the shapes in which providers say things."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import Field, PrivateAttr

_PIECE = 7

USED = UsageMetadata(input_tokens=1_000, output_tokens=100, total_tokens=1_100)


@dataclass(frozen=True)
class Broken:
    """A stream that says so much and then breaks off with this error."""

    said: str
    error: Exception


Reply = dict[str, Any] | str | AIMessage | Exception | Broken
"""A `dict` is data in a tool call, a `str` is text."""


@dataclass(frozen=True)
class Call:
    messages: Sequence[BaseMessage]
    tool: str | None

    @property
    def text(self) -> str:
        return "\n\n".join(str(message.content) for message in self.messages)


class FakeChatModel(BaseChatModel):
    """Answers out of its queue, and by `rule` when that is empty."""

    streaming: bool = False
    """Whether data comes in pieces as well; prose always does."""
    rule: Callable[[Call], Reply] | None = None
    history: list[Call] = Field(default_factory=list)
    _queue: list[Reply] = PrivateAttr(default_factory=list)

    def enqueue(self, replies: Sequence[Reply]) -> "FakeChatModel":
        self._queue.extend(replies)
        return self

    @property
    def _llm_type(self) -> str:
        return "fake"

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: str | None = None, **kwargs: Any
    ) -> Runnable[Any, AIMessage]:
        return self.bind(tools=[convert_to_openai_tool(tool) for tool in tools])

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        tool = _tool(kwargs)
        message = _message(self._next(Call(messages, tool)), tool)
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        tool = _tool(kwargs)
        reply = self._next(Call(messages, tool))
        if isinstance(reply, dict):
            yield from _data_pieces(reply, tool)
            return
        text = reply.said if isinstance(reply, Broken) else str(_message(reply, tool).content)
        for start in range(0, len(text), _PIECE):
            block = {"type": "text", "text": text[start : start + _PIECE], "index": 0}
            yield ChatGenerationChunk(message=AIMessageChunk(content=[block]))
        if isinstance(reply, Broken):
            raise reply.error
        metadata = reply.response_metadata if isinstance(reply, AIMessage) else {}
        last = AIMessageChunk(content="", usage_metadata=USED, response_metadata=metadata)
        yield ChatGenerationChunk(message=last)

    def _next(self, call: Call) -> Reply:
        self.history.append(call)
        if self._queue:
            reply = self._queue.pop(0)
        elif self.rule is not None:
            reply = self.rule(call)
        else:
            raise AssertionError("the model was asked more often than expected")
        if isinstance(reply, Exception):
            raise reply
        return reply


def _tool(kwargs: dict[str, Any]) -> str | None:
    return kwargs["tools"][0]["function"]["name"] if kwargs.get("tools") else None


def _data_pieces(data: dict[str, Any], tool: str | None) -> Iterator[ChatGenerationChunk]:
    text = json.dumps(data)
    for start in range(0, len(text), _PIECE):
        called = tool_call_chunk(
            name=None if start else tool,
            args=text[start : start + _PIECE],
            id=None if start else "call_1",
            index=0,
        )
        yield ChatGenerationChunk(message=AIMessageChunk(content="", tool_call_chunks=[called]))
    yield ChatGenerationChunk(message=AIMessageChunk(content="", usage_metadata=USED))


def _message(reply: Reply, tool: str | None) -> AIMessage:
    if isinstance(reply, AIMessage):
        return reply
    if isinstance(reply, dict):
        call = {"name": tool, "args": reply, "id": "call_1", "type": "tool_call"}
        return AIMessage(content="", tool_calls=[call], usage_metadata=USED)
    return AIMessage(content=str(reply), usage_metadata=USED)
