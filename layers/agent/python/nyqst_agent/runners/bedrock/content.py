"""What a message says, whatever shape a provider gives it."""

import re
from collections.abc import Mapping
from typing import Any

from langchain_core.messages import BaseMessage

_TAGS = "think|thinking|reasoning"
_THOUGHT = re.compile(rf"<({_TAGS})>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_END = re.compile(rf"</(?:{_TAGS})>", re.IGNORECASE)

_LABELS = frozenset({"type", "id", "name"})
"""Fields of a block that nobody has said."""


def text_of(message: BaseMessage) -> str:
    """Its text blocks; reasoning, tool calls and whatever else it carries are left out."""
    content = message.content
    return content if isinstance(content, str) else "".join(map(_block_text, content))


def length_of(message: BaseMessage) -> int:
    """In characters, with reasoning and tool calls: all that a provider has been given or gives."""
    return _length(message.content)


def without_reasoning(text: str) -> str:
    shown = without_thoughts(text)
    return shown[end_of_stray_thought(shown) :]


def without_thoughts(text: str) -> str:
    """Without what a model has thought aloud between tags, closed or not."""
    return _THOUGHT.sub("", text)


def end_of_stray_thought(text: str) -> int:
    """Some models close what they have not opened: all before it was thought, not said."""
    return max((match.end() for match in _END.finditer(text)), default=0)


def _block_text(block: str | Mapping[str, Any]) -> str:
    if isinstance(block, str):
        return block
    is_text = block.get("type", "text") == "text"
    return str(block.get("text", "")) if is_text else ""


def _length(content: Any) -> int:
    if isinstance(content, str):
        return len(content)
    if isinstance(content, Mapping):
        return sum(_length(value) for name, value in content.items() if name not in _LABELS)
    return sum(map(_length, content)) if isinstance(content, list) else 0
