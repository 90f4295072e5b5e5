"""Getting data out of an answer that should be data and may have been dressed up."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from langchain_core.messages import AIMessage
from pydantic import BaseModel, ValidationError

from nyqst_agent.runners.bedrock.content import text_of, without_reasoning

Answer = TypeVar("Answer", bound=BaseModel)

_FENCED = re.compile(r"```\w*\s*\n(.*?)```", re.DOTALL)
_MOST_STARTS = 20
_MOST_ERRORS = 5


@dataclass(frozen=True, slots=True)
class Unusable:
    """`error` is what a model may be told about it: places and rules, nothing that it said."""

    said: str
    error: str


def read_answer(schema: type[Answer], message: AIMessage) -> Answer | Unusable:
    """From the tool call if there is one, else from the first object in the text that fits."""
    text = without_reasoning(text_of(message))
    called = [call["args"] for call in message.tool_calls[:1]]
    errors = []
    for values in [*called, *_objects(text)]:
        try:
            return schema.model_validate(values)
        except ValidationError as invalid:
            errors.append(_told(invalid))
    said = json.dumps(called[0]) if called else text.strip()
    return Unusable(said, errors[0] if errors else "it contains no whole JSON object")


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """JSON objects in the order they begin, those in code fences first."""
    decoder = json.JSONDecoder()
    for place in [*_FENCED.findall(text), text]:
        for start in [match.start() for match in re.finditer(r"\{", place)][:_MOST_STARTS]:
            try:
                value, _ = decoder.raw_decode(place, start)
            except (json.JSONDecodeError, RecursionError):
                continue
            yield value


def _told(invalid: ValidationError) -> str:
    errors = invalid.errors(include_url=False, include_context=False, include_input=False)
    places = [f"{'.'.join(map(str, error['loc']))}: {error['msg']}" for error in errors]
    return "; ".join(places[:_MOST_ERRORS])
