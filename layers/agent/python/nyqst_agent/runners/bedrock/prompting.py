"""Prompts, with what must not instruct kept behind a fence that it cannot know."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from nyqst_agent.prompts import fill

_FENCE_BYTES = 8
_NOTHING = "(none)"


@dataclass(frozen=True, slots=True)
class Prompt:
    system: str
    user: str

    @property
    def messages(self) -> list[BaseMessage]:
        return [SystemMessage(self.system), HumanMessage(self.user)]


def make_prompt(
    name: str, material: Mapping[str, str], instructions: Mapping[str, str] | None = None
) -> Prompt:
    """`material` is data and goes behind the fence; `instructions` are our own words."""
    fence = secrets.token_hex(_FENCE_BYTES)
    fenced = {label: _fenced(fence, label, text) for label, text in material.items()}
    return Prompt(fill("rules", fence=fence), fill(name, **fenced, **(instructions or {})))


def _fenced(fence: str, label: str, text: str) -> str:
    return f"<<<{fence} {label}\n{text.replace(fence, '') or _NOTHING}\n{fence}>>>"
