"""Calls to a model: for data, or for prose as it comes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from langchain_core.exceptions import OutputParserException
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from langchain_core.runnables import RunnableConfig

from nyqst.telemetry import logger
from nyqst_agent.prompts import fill
from nyqst_agent.runners.bedrock.answers import Answer, Unusable, read_answer
from nyqst_agent.runners.bedrock.content import text_of
from nyqst_agent.runners.bedrock.failures import model_errors, refuse_stop_reason
from nyqst_agent.runners.bedrock.meter import Meter
from nyqst_agent.runners.bedrock.prompting import Prompt

_LONGEST_SAID = 8_000
_CUT = "max_tokens"


@dataclass(frozen=True, slots=True)
class ModelCalls:
    """Raises the errors of `failures`: nothing is tried again here but an answer's form, once."""

    chat: BaseChatModel
    meter: Meter
    structured: Mapping[str, Any] = field(default_factory=dict)
    """How this model is best asked for data, as `with_structured_output` takes it."""

    def answer(self, prompt: Prompt, schema: type[Answer]) -> Answer | None:
        """None when it could not be read, nor after one more try."""
        first = self._ask(prompt.messages, schema)
        if not isinstance(first, Unusable):
            return first
        said = AIMessage(first.said[:_LONGEST_SAID] or "(nothing)")
        asked = HumanMessage(fill("repair", error=first.error))
        second = self._ask([*prompt.messages, said, asked], schema)
        if not isinstance(second, Unusable):
            return second
        logger().warning("no usable answer", extra={"wanted": schema.__name__})
        return None

    def prose(self, messages: Sequence[BaseMessage]) -> "Prose":
        return Prose(self.chat, {"callbacks": [self.meter]}, messages)

    def _ask(self, messages: Sequence[BaseMessage], schema: type[Answer]) -> Answer | Unusable:
        model = self.chat.with_structured_output(schema, include_raw=True, **self.structured)
        with model_errors():
            try:
                answered = model.invoke(list(messages), {"callbacks": [self.meter]})
            except OutputParserException:  # how the client says that no tool was called
                return Unusable("", "it is not in the form that was asked for")
        reply = cast("dict[str, Any]", answered)
        raw: AIMessage = reply["raw"]
        refuse_stop_reason(raw.response_metadata)
        if _is_cut(raw):
            return Unusable("", "it grew too long and was cut off; say less")
        parsed = reply["parsed"]
        return parsed if isinstance(parsed, schema) else read_answer(schema, raw)


@dataclass
class Prose:
    """An answer's text, piece by piece."""

    chat: BaseChatModel
    config: RunnableConfig
    messages: Sequence[BaseMessage]
    is_cut: bool = field(default=False, init=False)
    """Whether it stopped because it grew too long."""

    def __iter__(self) -> Iterator[str]:
        with model_errors():
            for chunk in self.chat.stream(list(self.messages), self.config):
                refuse_stop_reason(chunk.response_metadata)
                self.is_cut = self.is_cut or _is_cut(chunk)
                if text := text_of(chunk):
                    yield text


def _is_cut(message: AIMessage) -> bool:
    return message.response_metadata.get("stopReason") == _CUT
